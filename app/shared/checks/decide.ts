import type { ChangeDocument } from "../core/change-document.ts";
import { type Finding, isAtLeast, type Severity } from "../core/finding.ts";

export type Decision =
  | { readonly kind: "passed" }
  | { readonly kind: "blocked"; readonly blocking: readonly Finding[] };

/** A finding blocks from the threshold on. What is unknown blocks where a plan should have known it, and never before there is one. */
export function decide(
  findings: readonly Finding[],
  thresholds: { readonly block: Severity },
  source: ChangeDocument["source"],
): Decision {
  const blocking = findings.filter(
    ({ severity, status }) =>
      isAtLeast(severity, thresholds.block) && (status === "fail" || source === "plan"),
  );
  return blocking.length === 0 ? { kind: "passed" } : { kind: "blocked", blocking };
}
