import type { Diagnostic } from "./finding.ts";
import type { Json } from "./json.ts";

/** What Terraform and the provider themselves say of a stack, without its cloud and its state. */
export type OfflineCheck =
  | { readonly kind: "passed" }
  /** `phase` is what failed: after a failed validation there is no plan. */
  | {
      readonly kind: "failed";
      readonly phase: "validate" | "plan";
      readonly findings: readonly Diagnostic[];
    }
  /** Why it could not be asked; said in the pull request. */
  | { readonly kind: "skipped"; readonly reason: string };

/** Validates and plans Terraform JSON that has passed the gate; never throws for what the JSON says. */
export type CheckOffline = (json: Json, signal: AbortSignal) => Promise<OfflineCheck>;
