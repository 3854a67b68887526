import type { ChangeDocument } from "../core/change-document.ts";
import { type Finding, isAtLeast, type Severity } from "../core/finding.ts";

export type Decision<Judged = Finding> =
  | { readonly kind: "passed" }
  | { readonly kind: "blocked"; readonly blocking: readonly Judged[] };

/** A finding blocks from the threshold on. What is unknown blocks where a plan should have known it, and never before there is one. */
export function decide<Judged extends Pick<Finding, "severity" | "status">>(
  findings: readonly Judged[],
  thresholds: { readonly block: Severity },
  source: ChangeDocument["source"],
): Decision<Judged> {
  const blocking = findings.filter(
    ({ severity, status }) =>
      isAtLeast(severity, thresholds.block) && (status === "fail" || source === "plan"),
  );
  return blocking.length === 0 ? { kind: "passed" } : { kind: "blocked", blocking };
}
