import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { heldBy } from "./killed-apply-cloud.ts";
import type { RunOrder } from "./killed-apply-run.ts";

/** Starts an apply, and kills it with everything that came from it as soon as the cloud holds so many resources of its stack. */
export async function killWhen(order: RunOrder, url: string, count: number): Promise<void> {
  const child = start(order);
  const ended = once(child, "exit").then(() => true);
  for (;;) {
    const held = await heldBy(url, order.stack);
    if (held.length >= count || (await Promise.race([ended, wait(15).then(() => false)]))) break;
  }
  killTree(child.pid ?? 0);
  await ended;
}

/** One run of the apply job in a process of its own. */
export function start(order: RunOrder): ChildProcess {
  const child = spawn(process.execPath, ["test/verify/killed-apply-run.ts"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify(order));
  return child;
}

/** SIGKILL to a process and everything that came from it, whatever group it is in. */
function killTree(pid: number): void {
  process.kill(pid, "SIGSTOP");
  const children = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && parentOf(name) === pid);
  for (const child of children) killTree(Number(child));
  process.kill(pid, "SIGKILL");
}

function parentOf(pid: string): number {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  } catch {
    return 0;
  }
}
