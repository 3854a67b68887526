import { PipelineError } from "#shared/core/error.ts";
import type { Check, PullRequest } from "#shared/core/host.ts";
import type { ReviewedPlan } from "#shared/core/sealed-review.ts";
import { findReview, openReview, reviewCheckName } from "#shared/review/seal.ts";

export interface Reviewing {
  readonly repository: string;
  readonly stack: string;
  readonly pullRequest: PullRequest;
  /** Check runs of the merged head, newest first. */
  readonly checks: readonly Check[];
  readonly sealKey: Uint8Array;
}

/**
 * The plan that was reviewed for this stack at the merged head. `apply/no-review` when there is none, `apply/forged-review` when it was
 * not sealed by our plan job for exactly this, `apply/review-blocked` when it had been blocked.
 */
export function reviewedPlan(reviewing: Reviewing): ReviewedPlan {
  const { stack, pullRequest, checks } = reviewing;
  const check = checks.find(({ name }) => name === reviewCheckName(stack));
  const sealed = check === undefined ? null : findReview(check.summary);
  if (sealed === null) throw noReview(reviewing);
  const review = openReview(sealed, reviewing.sealKey);
  if (!isOf(review, reviewing)) throw forged(reviewing);
  if (review.verdict === "passed") return review;
  throw new PipelineError(
    "apply/review-blocked",
    `The plan of ${stack} in #${pullRequest.number} was blocked.`,
    {
      next: "Nothing was applied. Mend what blocked it in the follow-up pull request.",
    },
  );
}

function isOf(review: ReviewedPlan, { repository, stack, pullRequest }: Reviewing): boolean {
  const { head, number } = pullRequest;
  return (
    review.repository === repository &&
    review.stack === stack &&
    review.pullRequest === number &&
    review.headSha === head.sha
  );
}

function noReview({ stack, pullRequest }: Reviewing): PipelineError {
  const said = `There is no reviewed plan of ${stack} at ${pullRequest.head.sha.slice(0, 7)}.`;
  return new PipelineError("apply/no-review", said, {
    next: "Nothing was applied. Review the plan of the follow-up pull request and merge it.",
  });
}

function forged({ stack }: Reviewing): PipelineError {
  return new PipelineError(
    "apply/forged-review",
    `The review in the check run is not of ${stack} at this head.`,
    {
      next: "Find out who wrote the check run, then plan the pull request again.",
    },
  );
}
