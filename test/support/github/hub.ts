import type { BareGit } from "./bare-git.ts";
import type { Identity } from "./identity.ts";
import type { Shape } from "./openapi.ts";
import type { Store } from "./store.ts";

/** Something changed: what webhooks and workflows arise from. */
export interface HubEvent {
  /** `issue_comment`, `push`, … */
  readonly name: string;
  readonly action: string | null;
  readonly by: Identity;
  readonly payload: Shape;
}

/** The stand-in as its routes and verbs see it. */
export interface Hub {
  readonly owner: string;
  readonly name: string;
  /** `owner/name`. */
  readonly fullName: string;
  readonly defaultBranch: string;
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly url: string;
  readonly git: BareGit;
  readonly store: Store;
  /** Approvals on the head that the default branch's ruleset asks for. */
  readonly requiredApprovals: number;
  emit(event: HubEvent): void;
  /** A new token that stands for this identity. */
  mintToken(identity: Identity): string;
  redeliver(deliveryId: number): void;
  /** Starts a run again; the runner, where there is one, takes it up. */
  rerun(runId: number, onlyFailed: boolean): void;
}
