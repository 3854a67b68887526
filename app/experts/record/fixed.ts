import { anchorFindings, WITHHELD } from "#shared/checks/anchor.ts";
import type { Consultation } from "#shared/core/consultation.ts";
import type { Duty, ExpertFinding } from "#shared/core/review.ts";
import { findingName } from "#shared/ledger/finding-name.ts";
import { isSamePlace } from "../corroborated.ts";

/** The finding of this name as its consultation has it, null where it has none. */
export function findingIn(
  { reviews }: Consultation,
  { duty, finding: name }: { readonly duty: Duty; readonly finding: string },
): ExpertFinding | null {
  const said = reviews.flatMap((review) =>
    review.kind === "answered" && review.duty === duty ? review.findings : [],
  );
  return said.find((finding) => findingName(duty, finding) === name) ?? null;
}

/**
 * Whether a later consultation, in which who had made the finding was heard again, shows that it was mended: nobody in that seat holds anything
 * against the place any more, and what a model had quoted does not stand there any more. A model that only does not repeat itself has not been
 * heeded; an analyser that is silent has nothing to say. A value that was withheld cannot be compared, and neither can a promise, which stands whether it is kept or not: there silence is all there is.
 */
export function isFixed(
  { duty, finding }: { readonly duty: Duty; readonly finding: ExpertFinding },
  { reviews, packet }: Consultation,
): boolean {
  const now = reviews.flatMap((review) =>
    review.kind === "answered" && review.duty === duty ? review.findings : [],
  );
  if (now.some((other) => isSamePlace(other, finding))) return false;
  if (finding.by === "analyser" || finding.resource === "") return true;
  return finding.quoted !== WITHHELD && anchorFindings([finding], packet).verified.length === 0;
}
