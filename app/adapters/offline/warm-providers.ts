import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { type Reattach, SYSTEM_PATH, type Wrap } from "./check-offline.ts";
import { jsonOf } from "./diagnostics.ts";
import type { ProviderSource } from "./offline-json.ts";
import { binaryOf } from "./provider-binary.ts";

export interface WarmProviders {
  /** Null where the folder has no such provider, or it does not start. */
  entry(source: ProviderSource): Promise<Reattach | null>;
  stop(): void;
}

export interface WarmTools {
  /** Holds `registry.terraform.io/<namespace>/<name>/<version>/<platform>`. */
  readonly plugins: string;
  /** Where each provider gets a folder for its socket. */
  readonly root: string;
  readonly wrap: Wrap;
  readonly startMs?: number;
}

const START_MS = 30_000;
const Entries = z.record(z.string(), z.looseObject({}));

interface Running {
  readonly entry: Promise<Reattach | null>;
  stop(): void;
}

/** Providers of a plugin folder, each started once, without network, and kept for every later check; one that ended is started again. */
export function warmProviders(tools: WarmTools): WarmProviders {
  const running = new Map<string, Running>();
  const stopAll = () => {
    for (const { stop } of running.values()) stop();
  };
  process.once("exit", stopAll);
  return {
    async entry(source) {
      const binary = binaryOf(tools.plugins, source);
      if (binary === null) return null;
      const known = running.get(binary) ?? start(binary, tools, () => running.delete(binary));
      running.set(binary, known);
      return known.entry;
    },
    stop() {
      process.off("exit", stopAll);
      stopAll();
    },
  };
}

function start(binary: string, { root, wrap, startMs = START_MS }: WarmTools, onEnd: () => void): Running {
  const directory = mkdtempSync(join(root, "provider-"));
  const settings = { TMPDIR: directory, HOME: directory };
  const [command = "", ...args] = wrap({ writable: directory, settings, command: [binary, "-debug"] });
  const child = spawn(command, args, { env: { PATH: SYSTEM_PATH }, stdio: ["ignore", "pipe", "ignore"] });
  // The App may end without it.
  child.unref();
  const stop = () => {
    // What isolates it waits for it and heeds no softer signal; the provider dies with it.
    child.kill("SIGKILL");
    child.stdout?.destroy();
    rmSync(directory, { recursive: true, force: true });
  };
  const ended = () => {
    stop();
    onEnd();
  };
  child.once("error", ended);
  child.once("exit", ended);
  const late = setTimeout(ended, startMs);
  return { entry: announced(child).finally(() => clearTimeout(late)), stop };
}

function announced(child: ChildProcess): Promise<Reattach | null> {
  return new Promise((resolve) => {
    child.once("error", () => resolve(null));
    child.once("close", () => resolve(null));
    if (child.stdout === null) return resolve(null);
    createInterface({ input: child.stdout }).on("line", (line) => {
      const said = /TF_REATTACH_PROVIDERS='(.*)'/.exec(line)?.[1];
      if (said !== undefined) resolve(reachable(said));
    });
  });
}

/** Its number is one of another process space; Terraform looks whether such a process lives, and number 1 always does. */
function reachable(text: string): Reattach | null {
  const entries = Entries.safeParse(jsonOf(text));
  if (!entries.success) return null;
  return Object.fromEntries(
    Object.entries(entries.data).map(([source, entry]) => [source, { ...entry, Pid: 1 }]),
  );
}
