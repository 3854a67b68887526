import type { Contract } from "#shared/core/contract.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { PullRequest } from "#shared/core/host.ts";
import type { BillLine } from "#shared/core/purse.ts";
import type { Review, Verdict } from "#shared/core/review.ts";
import { countChanges } from "#shared/report/change-table.ts";
import { historyIn } from "../experts/record/history.ts";
import { precisionsIn } from "../experts/record/tally.ts";
import { requireAsker } from "../intake/authorise.ts";
import { pullRequestBody } from "../pull-request/body.ts";
import { changeBranch } from "../pull-request/branch.ts";
import type { Ground } from "./change/ground.ts";
import type { Validated } from "./change/validate.ts";
import { announceVerdict } from "./circle/announce-verdict.ts";
import type { Proposed, Request } from "./hands.ts";
import { differenceInWords } from "./request/repeat.ts";

interface Proposal extends Validated {
  readonly title: string;
  /** The requests as they were written. */
  readonly said: readonly string[];
  readonly contracts: readonly Contract[];
  /** Pull requests of one comment are told apart by their stack. */
  readonly isOneOfSeveral: boolean;
  /** All of `contracts` as one. */
  readonly contract: Contract;
  readonly assumptions: readonly string[];
  readonly reviews: readonly Review[];
  readonly verdict: Verdict;
  readonly bill: readonly BillLine[];
}

/** Commits the change with its contract, opens or continues the pull request, and records who asked for it. Repeating it makes nothing twice. */
export async function submit(request: Request, proposal: Proposal, ground: Ground): Promise<Proposed> {
  const { order, hands, thread, settings } = request;
  // Whoever lost the permission while the work ran gets no pull request out of it.
  await requireAsker(order.author, settings.requesters, hands.people);
  requireDecided(proposal.verdict, ground.pullRequest);
  const { contracts, contract, files, said } = proposal;
  const difference =
    thread.repeats === null ? [] : [differenceInWords(thread.repeats, ground.stack, settings)];
  const isNamed = proposal.isOneOfSeveral || thread.repeats !== null;
  const title = isNamed ? `${proposal.title} in ${ground.stack}` : proposal.title;
  const { commentId } = thread;
  const issue = order.issue.number;
  const branch = ground.pullRequest?.head.ref ?? changeBranch({ issue, commentId, title });
  const promises = Object.fromEntries(
    contracts.map((one) => [
      `${ground.stackPath}/contract/${one.id}.json`,
      `${JSON.stringify(one, null, 2)}\n`,
    ]),
  );
  const message = `feat(${ground.stack}): ${title}\n\nAsked for by ${thread.requesters.join(" and ")} in #${issue}.`;
  const parent = ground.start;
  const commit = await hands.changes.commit({ branch, parent, message, files: { ...files, ...promises } });

  const precision = precisionsIn(historyIn(await hands.ledger.events()));
  const body = pullRequestBody({
    ...proposal,
    precision,
    ...thread,
    assumptions: [...difference, ...proposal.assumptions],
    request: said.join("\n"),
    requestId: contract.id,
    issue,
  });
  const isDraft = proposal.verdict.kind === "undecided";
  const pullRequest = await openOrContinue(request, { branch, title, body, isDraft }, ground);
  await announceVerdict(hands.checks, commit, { ...proposal, precision });
  const [requester = order.author, ...inherits] = thread.requesters;
  const { stack } = ground;
  const entry = { comment: commentId, pullRequest: pullRequest.number, stack, issue, requester, inherits };
  await hands.ledger.record("intake/proposed", entry);
  const further = ground.pullRequest === null ? [] : ["One more commit; with it, all of it comes to this:"];
  const counted = `${countChanges(proposal.document)} in ${ground.stack}.`;
  const summary = [...further, counted, ...difference, ...unheard(proposal.verdict)].join(" ");
  return { stack, pullRequest, said, commit, parent, summary };
}

/** What nobody has decided goes on no pull request that may be merged (`experts/undecided`). */
function requireDecided(verdict: Verdict, pullRequest: PullRequest | null): void {
  if (verdict.kind !== "undecided" || pullRequest === null || pullRequest.isDraft) return;
  const missing = verdict.missing.join(", ");
  throw new PipelineError("experts/undecided", `The experts have not decided, not heard: ${missing}.`, {
    next: "Nothing was changed, since this pull request may be merged. Write /code retry in a while.",
  });
}

function unheard(verdict: Verdict): string[] {
  if (verdict.kind !== "undecided") return [];
  return [
    `The experts have not decided, not heard: ${verdict.missing.join(", ")}. It is a draft until a person marks it ready.`,
  ];
}

async function openOrContinue(
  { hands }: Request,
  draft: { branch: string; title: string; body: string; isDraft: boolean },
  { pullRequest, baseBranch }: Ground,
): Promise<PullRequest> {
  const { changes } = hands;
  const { body } = draft;
  if (pullRequest === null) return await changes.openPullRequest({ ...draft, base: baseBranch });
  const marker = body.split("\n")[0] ?? "";
  if (!pullRequest.body.includes(marker)) {
    await changes.updateBody(pullRequest.number, `${pullRequest.body}\n\n---\n\n${body}`.slice(0, 65_000));
  }
  return pullRequest;
}
