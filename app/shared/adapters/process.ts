import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { PipelineError } from "../core/error.ts";
import type { ProcessOptions, ProcessResult, RunProcess } from "../core/process.ts";

export interface Patience {
  /** How long an interrupted program may finish what it is doing (SIGINT) before it is told to end (SIGTERM). */
  readonly interruptMs: number;
  /** How long it may take to end before its whole process group is killed. */
  readonly endMs: number;
  /** Standard output and standard error together, in bytes; more ends the program. */
  readonly outputLimit: number;
}

const PATIENCE: Patience = { interruptMs: 60_000, endMs: 5_000, outputLimit: 400 * 1024 * 1024 };

/**
 * Starts programs in a process group of their own, so that a Ctrl-C in the terminal reaches them once, through us: Terraform
 * takes a second interrupt for "stop at once". A program ended by a signal has the exit code 128.
 */
export function processRunner(patience: Partial<Patience> = {}): RunProcess {
  const rules = { ...PATIENCE, ...patience };
  return (command, args, options = {}) => runOne({ command, args, options, patience: rules });
}

export const runProcess: RunProcess = processRunner();

interface Start {
  readonly command: string;
  readonly args: readonly string[];
  readonly options: ProcessOptions;
  readonly patience: Patience;
}

async function runOne(start: Start): Promise<ProcessResult> {
  const child = spawn(start.command, [...start.args], {
    ...(start.options.cwd === undefined ? {} : { cwd: start.options.cwd }),
    env: { ...start.options.env },
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  // A program that ends without reading its input is no failure of ours.
  child.stdin.on("error", () => undefined);
  child.stdin.end(start.options.input ?? "");
  const { onLine } = start.options;
  if (onLine !== undefined) createInterface({ input: child.stdout }).on("line", onLine);

  const leash = holdLeash(child, start);
  try {
    const result = await finished(child, start);
    if (leash.isExpired()) throw timedOut(start, result.stderr);
    return result;
  } finally {
    leash.release();
  }
}

function finished(child: ChildProcess, { command, patience }: Start): Promise<ProcessResult> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve, reject) => {
    const keep = (chunks: Buffer[]) => (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= patience.outputLimit) chunks.push(chunk);
      else signalGroup(child, "SIGKILL");
    };
    child.stdout?.on("data", keep(out));
    child.stderr?.on("data", keep(err));
    child.once("error", (cause) => reject(notFound(command, cause)));
    child.once("close", (code) => {
      if (bytes > patience.outputLimit) return reject(tooMuch(command, patience.outputLimit));
      resolve({ code: code ?? 128, stdout: text(out), stderr: text(err) });
    });
  });
}

function text(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString("utf8");
}

interface Leash {
  isExpired(): boolean;
  release(): void;
}

/** Ends the program on request (gently at first) or when its time is up. */
function holdLeash(child: ChildProcess, { options, patience }: Start): Leash {
  let expired = false;
  const timers: NodeJS.Timeout[] = [];
  const later = (ms: number, act: () => void) => timers.push(setTimeout(act, ms));
  const end = () => {
    child.kill("SIGTERM");
    later(patience.endMs, () => signalGroup(child, "SIGKILL"));
  };
  const interrupt = () => {
    child.kill("SIGINT");
    later(patience.interruptMs, end);
  };
  if (options.timeoutMs !== undefined) {
    later(options.timeoutMs, () => {
      expired = true;
      end();
    });
  }
  if (options.signal?.aborted) interrupt();
  else options.signal?.addEventListener("abort", interrupt, { once: true });
  return {
    isExpired: () => expired,
    release() {
      for (const timer of timers) clearTimeout(timer);
      options.signal?.removeEventListener("abort", interrupt);
    },
  };
}

/** What the program started must not outlive it. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}

function notFound(command: string, cause: Error): PipelineError {
  return new PipelineError("process/not-found", `${command} could not be started: ${cause.message}`, {
    next: `Install ${command}, or put it on the PATH.`,
    cause,
  });
}

function tooMuch(command: string, limit: number): PipelineError {
  return new PipelineError("process/too-much-output", `${command} wrote more than ${limit} bytes.`, {
    next: "Make the program write less, or split its work.",
  });
}

function timedOut({ command, options }: Start, stderr: string): PipelineError {
  return new PipelineError("process/timeout", `${command} did not end within ${options.timeoutMs} ms.`, {
    next: "Run it again; if it stays slow, make its work smaller.",
    details: { stderr: stderr.slice(-2000) },
  });
}
