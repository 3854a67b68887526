import type { ProcessResult } from "./process.ts";

export interface SandboxJob {
  /** Absolute path of the Node entry file. */
  readonly entry: string;
  /** Absolute directories that may be read; nothing else can be. */
  readonly readable: readonly string[];
  /** One absolute directory that may be written. */
  readonly writable: string;
  /** Absolute working directory. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** Runs a program without network, without the host's environment, and with no file but the named ones. */
export interface Sandbox {
  /** How it isolates: `bubblewrap`, `unshare`, `container`. */
  readonly kind: string;
  run(job: SandboxJob): Promise<ProcessResult>;
  /** What stands before the command line of a program of ours, trusted with the host's files, to keep it off the network. */
  prefix(place: Pick<SandboxJob, "readable" | "writable" | "cwd">): readonly string[];
}
