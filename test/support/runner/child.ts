import { spawn } from "node:child_process";

/** GitHub's way to cancel: an interrupt, a request, the end. */
export interface Patience {
  readonly interruptMs: number;
  readonly terminateMs: number;
}
export const GITHUB_PATIENCE: Patience = { interruptMs: 7500, terminateMs: 2500 };

export interface ChildSpec {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly patience: Patience;
  onText(text: string): void;
}

/** Runs a program in a process group of its own and gives its exit code; cancelled, it is gone after the patience. */
export function runChild(spec: ChildSpec): Promise<number> {
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: spec.env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.on("data", (part: Buffer) => spec.onText(part.toString()));
  child.stderr.on("data", (part: Buffer) => spec.onText(part.toString()));
  const timers: NodeJS.Timeout[] = [];
  const later = (ms: number, act: () => void) => timers.push(setTimeout(act, ms));
  const cancel = (): void => {
    child.kill("SIGINT");
    later(spec.patience.interruptMs, () => child.kill("SIGTERM"));
    later(spec.patience.interruptMs + spec.patience.terminateMs, () => endGroup(child.pid));
  };
  if (spec.signal.aborted) cancel();
  else spec.signal.addEventListener("abort", cancel, { once: true });
  return new Promise((resolve, reject) => {
    const finish = (): void => {
      for (const timer of timers) clearTimeout(timer);
      spec.signal.removeEventListener("abort", cancel);
    };
    child.on("error", (error) => {
      finish();
      reject(error);
    });
    child.on("close", (code, signal) => {
      finish();
      endGroup(child.pid);
      resolve(code ?? (signal === null ? 1 : 137));
    });
  });
}

/** What the step left behind is ended with it. */
function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // Nobody was left.
  }
}
