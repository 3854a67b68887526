import { isAtLeast, type Severity } from "#shared/core/finding.ts";
import type { Duty, Review, Verdict } from "#shared/core/review.ts";

/**
 * One verified finding from the floor on is an objection, whoever made it and whoever is silent. Otherwise nothing is decided
 * until every required duty has answered.
 */
export function weigh(reviews: readonly Review[], required: readonly Duty[], floor: Severity): Verdict {
  const answered = reviews.filter((review) => review.kind === "answered");
  const all = answered.flatMap((review) => review.findings);
  const findings = all.filter(({ severity, status }) => status === "fail" && isAtLeast(severity, floor));
  const dissent = all.filter((finding) => !findings.includes(finding));
  if (findings.length > 0) return { kind: "objected", findings, dissent };

  const missing = required.filter((duty) => !answered.some((review) => review.duty === duty));
  return missing.length > 0 ? { kind: "undecided", missing, dissent } : { kind: "approved", dissent };
}
