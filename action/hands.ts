import type { TaggedObjects } from "#shared/core/cloud.ts";
import type { CloudIdentity } from "#shared/core/cloud-identity.ts";
import type { Git } from "#shared/core/git.ts";
import type {
  ChangeWriter,
  Checks,
  Conversation,
  Dispatches,
  Environments,
  Merges,
  People,
  Workflows,
} from "#shared/core/host.ts";
import type { JsonObject } from "#shared/core/json.ts";
import type { Log } from "#shared/core/log.ts";
import type { Packages } from "#shared/core/packages.ts";
import type { PolicyEngine } from "#shared/core/policy-engine.ts";
import type { PolicyManifest } from "#shared/core/policy-manifest.ts";
import type { Scanner } from "#shared/core/scanner.ts";
import type { RunName } from "#shared/core/state-version.ts";
import type { Synthesiser } from "#shared/core/synthesiser.ts";
import type { Terraform } from "#shared/core/terraform.ts";
import type { Signer } from "#shared/ledger/keys.ts";

/** Everything that the jobs do to the world. A job that is not given a hand cannot use it. */
export interface Hands {
  readonly git: Git;
  readonly changes: ChangeWriter;
  readonly checks: Checks;
  readonly merges: Merges;
  readonly environments: Environments;
  readonly people: People;
  readonly conversation: Conversation;
  readonly workflows: Pick<Workflows, "hasEnded">;
  readonly dispatches: Dispatches;
  readonly terraform: Terraform;
  readonly cloud: CloudIdentity;
  /** Looks for what a dead run left, with the credentials of this run. */
  readonly taggedObjects: (environment: Readonly<Record<string, string>>) => TaggedObjects;
  readonly packages: Packages;
  /** A synthesiser that reads its packages from this `node_modules`. */
  readonly synthesiserWith: (nodeModules: string) => Promise<Synthesiser>;
  readonly policies: {
    readonly gate: PolicyEngine;
    readonly contract: PolicyEngine;
    readonly manifest: PolicyManifest;
  };
  readonly scanner: Scanner;
  /** HCL files, by path below the stack's folder, as one Terraform JSON document. */
  readonly hclToJson: (files: Readonly<Record<string, string>>) => Promise<JsonObject>;
  /** Appends Markdown to the summary of the job. */
  readonly summary: (markdown: string) => Promise<void>;
  readonly now: () => Date;
  readonly log: Log;
}

/** Where and as what this job runs. */
export interface Context {
  /** `owner/name`. */
  readonly repository: string;
  readonly defaultBranch: string;
  /** The head branch of the pull request as the event named it, null where it did not: what may be worth fetching, and no more. */
  readonly headHint: string | null;
  readonly run: RunName;
  readonly job: string;
  readonly runUrl: string;
  /** Opens state, hashes sensitive values and seals reviews: plan and apply jobs only. */
  readonly stateKey: Uint8Array | null;
  /** The deployer: apply and reconcile jobs only. */
  readonly signer: Signer | null;
}
