import type { Git } from "#shared/core/git.ts";
import type { KeyProvider } from "#shared/core/key-provider.ts";
import type { VersionHeader } from "#shared/core/state-version.ts";
import type { Signer, TrustedKeys } from "#shared/ledger/keys.ts";
import type { Journal } from "./journal.ts";

/** A stack's state as a reader has it: the plan job opens, and writes nothing. */
export interface StateReader {
  readonly git: Git;
  /** `owner/name`. */
  readonly repository: string;
  readonly stack: string;
  /** Each opens what it sealed; the version names which. */
  readonly open: readonly KeyProvider[];
  /** Deployers whose versions are believed. */
  readonly trusted: TrustedKeys;
}

/** A stack's state as the deployer has it. */
export interface StateWriter extends StateReader {
  readonly seal: KeyProvider;
  readonly signer: Signer;
}

/** A version that stands on the branch, or nothing yet. */
export interface Base {
  readonly commit: string | null;
  readonly header: VersionHeader | null;
}

/** What a version holds in clear, only ever in memory and in the run's private directory. */
export interface Content {
  /** Bytes of terraform.tfstate, null while Terraform has written none. */
  readonly state: Uint8Array | null;
  readonly journal: Journal | null;
}
