import { PipelineError } from "#shared/core/error.ts";
import type { ReviewedPlan } from "#shared/core/sealed-review.ts";
import { subkey } from "#shared/ledger/state-key.ts";
import { approvalsOf } from "./apply/approval.ts";
import { reviewedPlan } from "./apply/reviewed-plan.ts";
import type { Change } from "./change.ts";
import type { Context, Hands } from "./hands.ts";
import { stateKeyOf } from "./ledgers.ts";
import { stackOf } from "./prepare-stack.ts";

/** The sealed review of the merged pull request and who approved it; refuses (`apply/no-review` and what the two judges refuse) where either is missing. */
export async function checkReviewed(
  { stack, change }: { readonly stack: string; readonly change: Change },
  requesters: readonly string[],
  [hands, context]: [Hands, Context],
): Promise<{ review: ReviewedPlan; approvers: readonly string[] }> {
  const { pullRequest } = change;
  if (pullRequest === null) {
    throw new PipelineError(
      "apply/no-review",
      `${change.commit.slice(0, 7)} was pushed without a pull request.`,
      {
        next: "Nothing was applied. Review the plan of the follow-up pull request and merge it.",
      },
    );
  }
  const { environment } = stackOf(stack, change);
  const sealKey = subkey(stateKeyOf(context), "seal");
  const checks = await hands.checks.list(pullRequest.head.sha);
  const { repository } = context;
  const review = reviewedPlan({ repository, stack, pullRequest, checks, sealKey });
  const reviews = await hands.merges.reviews(pullRequest.number);
  const authors = reviews.map(({ author }) => author);
  const permissions = Object.fromEntries(
    await Promise.all(authors.map(async (login) => [login, await hands.people.permissionOf(login)] as const)),
  );
  const approvers = approvalsOf({ pullRequest, requesters, reviews, permissions, environment });
  return { review, approvers };
}
