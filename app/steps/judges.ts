import type { Archive } from "#shared/core/archive.ts";
import type { Author } from "#shared/core/author.ts";
import type { Catalogue } from "#shared/core/catalogue.ts";
import type { Facts } from "#shared/core/facts.ts";
import type { GateProfile } from "#shared/core/gate-profile.ts";
import type { Model, ModelName } from "#shared/core/model.ts";
import type { CheckOffline } from "#shared/core/offline-check.ts";
import type { OpenModel } from "#shared/core/open-model.ts";
import type { PolicyEngine } from "#shared/core/policy-engine.ts";
import type { PolicyManifest } from "#shared/core/policy-manifest.ts";
import type { Wallet } from "#shared/core/purse.ts";
import type { Scanner } from "#shared/core/scanner.ts";
import type { Search } from "#shared/core/search.ts";
import type { Seat } from "#shared/core/seat.ts";
import type { Synthesiser } from "#shared/core/synthesiser.ts";

/** How the models of a request are reached and paid for. */
export interface Staff {
  readonly open: OpenModel;
  readonly walletOf: (account: {
    readonly repository: string;
    readonly request: string;
    readonly caps: { readonly request: number; readonly day: number };
  }) => Wallet;
  /** The model that writes where settings name none; null is the key-less author. */
  readonly usual: ModelName | null;
  readonly writing: (model: Model) => Author;
}

/** Who writes a change and who judges it: the same for every repository. */
export interface Judges {
  readonly author: Author;
  readonly catalogue: Catalogue;
  readonly search: Search;
  readonly facts: Facts;
  readonly synthesiser: Synthesiser;
  readonly profile: GateProfile;
  readonly engines: { readonly gate: PolicyEngine; readonly contract: PolicyEngine };
  readonly manifest: PolicyManifest;
  /** Digest of the code and the policies that judge: it is recorded beside every verdict. */
  readonly code: string;
  readonly scanner: Scanner;
  readonly checkOffline: CheckOffline;
  /** The analysers: the floor of the circle, which needs no key. */
  readonly seats: readonly Seat[];
  /** Models beside them and as authors; none where it is absent. */
  readonly staff?: Staff;
  /** Where consultations are kept; nowhere unless the server says so. */
  readonly archive?: Archive | undefined;
}
