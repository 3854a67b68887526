import { PipelineError } from "#shared/core/error.ts";
import type { ReviewedPlan } from "#shared/core/sealed-review.ts";
import { circumstanceDifference, outlineDifference } from "#shared/review/difference.ts";
import type { Circumstances } from "#shared/review/effect.ts";
import type { Outline } from "#shared/review/fingerprint.ts";

export interface PlanNow {
  readonly fingerprint: string;
  readonly outline: Outline;
  readonly circumstances: Circumstances;
}

/** The plan of the merge commit does what the reviewed one did, or `apply/plan-differs` says in words what it does otherwise. */
export function checkSamePlan(reviewed: ReviewedPlan, now: PlanNow): void {
  if (reviewed.fingerprint === now.fingerprint) return;
  const words = differenceInWords(reviewed, now);
  throw new PipelineError(
    "apply/plan-differs",
    `The plan is not the one that was reviewed: ${words.join("; ")}.`,
    {
      next: "Nothing was applied. Review the plan of the follow-up pull request and merge it.",
      details: [...words],
    },
  );
}

function differenceInWords(reviewed: ReviewedPlan, now: PlanNow): readonly string[] {
  const circumstances = circumstanceDifference(reviewed, now.circumstances);
  const effects = reviewed.outline === null ? [] : outlineDifference(reviewed.outline, now.outline);
  const words = [...circumstances, ...effects];
  return words.length > 0
    ? words
    : ["the configuration of a provider or a value that is not outlined differs"];
}
