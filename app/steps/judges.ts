import type { Archive } from "#shared/core/archive.ts";
import type { Author } from "#shared/core/author.ts";
import type { Catalogue } from "#shared/core/catalogue.ts";
import type { Facts } from "#shared/core/facts.ts";
import type { GateProfile } from "#shared/core/gate-profile.ts";
import type { CheckOffline } from "#shared/core/offline-check.ts";
import type { PolicyEngine } from "#shared/core/policy-engine.ts";
import type { PolicyManifest } from "#shared/core/policy-manifest.ts";
import type { Scanner } from "#shared/core/scanner.ts";
import type { Search } from "#shared/core/search.ts";
import type { Seat } from "#shared/core/seat.ts";
import type { Synthesiser } from "#shared/core/synthesiser.ts";

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
  readonly scanner: Scanner;
  readonly checkOffline: CheckOffline;
  readonly seats: readonly Seat[];
  /** Where consultations are kept; nowhere unless the server says so. */
  readonly archive?: Archive | undefined;
}
