import type { Contract } from "#shared/core/contract.ts";
import type { PullRequest } from "#shared/core/host.ts";
import type { Review, Verdict } from "#shared/core/review.ts";
import { countChanges } from "#shared/report/change-table.ts";
import type { Ground } from "./ground.ts";
import type { Request } from "./hands.ts";
import { requireAsker } from "./intake/authorise.ts";
import { pullRequestBody } from "./pull-request/body.ts";
import { changeBranch } from "./pull-request/branch.ts";
import type { Validated } from "./validate.ts";

interface Proposal extends Validated {
  readonly title: string;
  readonly contract: Contract;
  readonly assumptions: readonly string[];
  readonly reviews: readonly Review[];
  readonly verdict: Verdict;
}

/** Commits the change with its contract, opens or continues the pull request, and records who asked for it. Repeating it makes nothing twice. */
export async function submit(
  request: Request,
  proposal: Proposal,
  ground: Ground,
): Promise<{ pullRequest: PullRequest; summary: string }> {
  const { order, hands, thread, settings } = request;
  // Whoever lost the permission while the work ran gets no pull request out of it.
  await requireAsker(order.author, settings.requesters, hands.people);
  const { title, contract, files } = proposal;
  const { commentId } = thread;
  const issue = order.issue.number;
  const branch = ground.pullRequest?.head.ref ?? changeBranch({ issue, commentId, title });
  const promises = {
    [`${ground.stackPath}/contract/${contract.id}.json`]: `${JSON.stringify(contract, null, 2)}\n`,
  };
  const message = `feat(${ground.stack}): ${title}\n\nAsked for by ${thread.requesters.join(" and ")} in #${issue}.`;
  await hands.changes.commit({ branch, parent: ground.start, message, files: { ...files, ...promises } });

  const body = pullRequestBody({
    ...proposal,
    ...thread,
    request: thread.text,
    requestId: contract.id,
    issue,
  });
  const pullRequest = await openOrContinue(request, { branch, title, body }, ground);
  const [requester = order.author, ...inherits] = thread.requesters;
  const entry = { comment: commentId, pullRequest: pullRequest.number, issue, requester, inherits };
  await hands.ledger.record("intake/proposed", entry);
  return { pullRequest, summary: `${countChanges(proposal.document)} in ${ground.stack}.` };
}

async function openOrContinue(
  { hands }: Request,
  { branch, title, body }: { branch: string; title: string; body: string },
  { pullRequest, baseBranch }: Ground,
): Promise<PullRequest> {
  const { changes } = hands;
  if (pullRequest === null) return await changes.openPullRequest({ branch, base: baseBranch, title, body });
  const marker = body.split("\n")[0] ?? "";
  if (!pullRequest.body.includes(marker)) {
    await changes.updateBody(pullRequest.number, `${pullRequest.body}\n\n---\n\n${body}`.slice(0, 65_000));
  }
  return pullRequest;
}
