import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { PipelineError } from "#shared/core/error.ts";
import { Json } from "#shared/core/json.ts";
import { parseJson } from "#shared/core/parse.ts";
import type { RunProcess } from "#shared/core/process.ts";
import type { Applied, Planned, Terraform, TerraformRun, Workspace } from "#shared/core/terraform.ts";
import { failure, sentenceOf } from "./terraform-failure.ts";
import { readIfThere, watchFile } from "./watch.ts";

export interface TerraformOptions {
  /** Path or name of the binary, Terraform's or OpenTofu's. */
  readonly binary: string;
  readonly run: RunProcess;
  /** Private directories are made below this one. */
  readonly temporary: string;
  /** `PATH`, `HOME`, proxies, and `TF_CLI_CONFIG_FILE` when one was given: everything else stays outside. */
  readonly environment: Readonly<Record<string, string>>;
  /** Interrupts Terraform, which then finishes what it is doing and writes its state. */
  readonly signal?: AbortSignal;
}

const FIXED = { CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_INPUT: "0" };
const CONFIGURATION = "main.tf.json";
const LOCK = ".terraform.lock.hcl";
const STATE = "terraform.tfstate";
const PLAN = "plan.tfplan";

/** Runs the binary by argv alone, in a directory that only we can read and that is removed afterwards. */
export function terraformBinary(options: TerraformOptions): Terraform {
  return {
    async versions() {
      const { stdout } = await call(options, ["version", "-json"], options.temporary);
      const version = parseJson(Version, stdout, "plan/terraform-unknown");
      const name = options.binary.includes("tofu") ? "opentofu" : "terraform";
      return { [name]: version.terraform_version };
    },
    async open(workspace) {
      const directory = await mkdtemp(join(options.temporary, "code-run-"));
      await Promise.all(
        Object.entries(workspace.files).map(([name, bytes]) => writePrivate(directory, name, bytes)),
      );
      if (workspace.state !== null) await writePrivate(directory, STATE, workspace.state);
      return runIn(directory, workspace, options);
    },
  };
}

const Version = z.object({ terraform_version: z.string() });

async function writePrivate(directory: string, name: string, bytes: Uint8Array): Promise<void> {
  const isKnown = name === CONFIGURATION || name === LOCK || name === STATE;
  if (isKnown) return await writeFile(join(directory, name), bytes, { mode: 0o600, flag: "wx" });
  throw new PipelineError("plan/file-not-allowed", `${name} is no file that we let Terraform read.`, {
    next: "Bring the configuration as Terraform JSON, and its lock file.",
  });
}

function runIn(directory: string, workspace: Workspace, options: TerraformOptions): TerraformRun {
  const environment = { ...options.environment, ...FIXED, ...workspace.credentials };
  const secrets = Object.values(workspace.credentials);
  const within = { ...options, environment };
  const checked = async (args: readonly string[]) => {
    const result = await call(within, args, directory);
    if (result.code !== 0) throw failure(args[0] ?? "", result, secrets);
    return result.stdout;
  };
  const statePath = join(directory, STATE);
  return {
    statePath,
    async plan() {
      const hasLock = Object.hasOwn(workspace.files, LOCK);
      await checked(["init", "-json", "-input=false", ...(hasLock ? ["-lockfile=readonly"] : [])]);
      await checked(["plan", "-json", "-input=false", `-out=${PLAN}`]);
      return planned(await checked(["show", "-json", PLAN]));
    },
    async apply(onLine): Promise<Applied> {
      const args = ["apply", "-json", "-input=false", PLAN];
      const result = await call(within, args, directory, onLine);
      if (result.code === 0) return { kind: "applied" };
      return { kind: "failed", message: sentenceOf(result, secrets) };
    },
    state: () => readIfThere(statePath),
    watchState: (onChange) => watchFile(statePath, onChange),
    close: () => rm(directory, { recursive: true, force: true }),
  };
}

function planned(text: string): Planned {
  return { text, json: parseJson(Json, text, "plan/unreadable") };
}

type Caller = Pick<TerraformOptions, "binary" | "run" | "environment" | "signal">;

async function call(
  { binary, run, environment, signal }: Caller,
  args: readonly string[],
  ...[cwd, onLine]: [cwd: string, onLine?: (line: string) => void]
) {
  try {
    return await run(binary, args, {
      cwd,
      env: environment,
      ...(signal === undefined ? {} : { signal }),
      ...(onLine === undefined ? {} : { onLine }),
    });
  } catch (cause) {
    if (!(cause instanceof PipelineError && cause.code === "process/not-found")) throw cause;
    throw new PipelineError("plan/terraform-missing", `${binary} cannot be started.`, {
      next: "Install Terraform or OpenTofu on the runner, or name its path in the input `terraform`.",
      cause,
    });
  }
}
