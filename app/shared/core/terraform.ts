import type { Json } from "./json.ts";

/** File name → bytes: the configuration that passed the gate and its lock file, nothing else. */
export type Configuration = Readonly<Record<string, Uint8Array>>;

/** What a run is given only when it is about to plan. */
export interface Secrets {
  /** The state file's bytes, null where there is no state yet. */
  readonly state: Uint8Array | null;
  /** Credentials of the cloud; nothing else of ours reaches Terraform. */
  readonly credentials: Readonly<Record<string, string>>;
}

export interface Planned {
  /** The text of `terraform show -json`: numbers are exact only in the text. */
  readonly text: string;
  readonly json: Json;
  /** What made it: `{ terraform: "1.11.4" }`. */
  readonly versions: Readonly<Record<string, string>>;
}

export type Applied =
  | { readonly kind: "applied" }
  /** Some resources may have been changed; the state file says which. */
  | { readonly kind: "failed"; readonly message: string };

/** One run in a private directory of its own. */
export interface TerraformRun {
  /** Absolute path of the state file, which Terraform writes after every resource. */
  readonly statePath: string;
  /** Installs the providers, which needs no secret: it can be under way while state and credentials are fetched. */
  init(): Promise<void>;
  /** Brings in state and credentials, once. */
  begin(secrets: Secrets): Promise<void>;
  /** Plans; the plan stays in the directory. Throws `plan/…` with Terraform's own sentence. */
  plan(): Promise<Planned>;
  /** Applies exactly the plan that was made last; `onLine` gets each line of Terraform's JSON log as it comes. */
  apply(onLine: (line: string) => void): Promise<Applied>;
  /** The state file's bytes now, null where there is none. */
  state(): Promise<Uint8Array | null>;
  /** Calls back whenever the state file is written; returns how to stop. */
  watchState(onChange: () => void): () => void;
  /** Removes the directory and all that is in it. */
  close(): Promise<void>;
}

/** Terraform or OpenTofu. */
export interface Terraform {
  open(files: Configuration): Promise<TerraformRun>;
}
