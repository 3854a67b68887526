import type { Patience } from "./child.ts";
import type { Contexts } from "./expressions.ts";

/** Where one job runs: its directories, its token, its environment. */
export interface JobRoom {
  /** The job's own directory; `workspace` and `temp` are inside. */
  readonly directory: string;
  readonly workspace: string;
  readonly temp: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly serverUrl: string;
  readonly token: string;
  /** What `actions/checkout` takes when nobody names a ref. */
  readonly sha: string;
  /** Exactly what a step's process starts with; nothing of the runner's own environment. */
  readonly baseEnv: Readonly<Record<string, string>>;
  readonly contexts: Contexts;
  readonly signal: AbortSignal;
  readonly patience: Patience;
  /** The directory of our own action, which every `uses` but a checkout means. */
  readonly actionDirectory: string;
  /** Inputs of our action that the workflow leaves to their defaults. */
  readonly inputs: Readonly<Record<string, string>>;
  log(text: string): void;
}
