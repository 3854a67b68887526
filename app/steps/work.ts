import { createHash } from "node:crypto";
import { PipelineError } from "#shared/core/error.ts";
import type { Ending } from "../intake/progress.ts";
import { answersInWords, keepProposal } from "../intake/proposals.ts";
import { askBack, proposedText } from "../intake/replies.ts";
import { keepThread, type Thread } from "../intake/thread.ts";
import type { Errand, Proposed, Request, Ways } from "./hands.ts";

/** Works on the request of a conversation, and keeps what became of it. */
export async function work(request: Request, ways: Ways): Promise<Ending> {
  const { order, hands } = request;
  const working = keepThread(order, { ...request.thread, state: "working" }, hands.inbox);
  const { commentId: comment, text } = working;
  const digest = createHash("sha256").update(text).digest("hex");
  const requested = { comment, issue: order.issue.number, requester: order.author, request: digest };
  await hands.ledger.record("intake/requested", requested);
  const outcome = await wholly(working, () => ways.propose({ ...request, thread: working }));
  if (outcome.kind === "asked") {
    keepThread(order, { ...working, ...outcome.open, state: "asked" }, hands.inbox);
    return askBack(outcome.open.questions);
  }
  const { proposals } = outcome;
  const [first] = proposals;
  keepAll(working, proposals, request);
  keepThread(
    order,
    { ...working, questions: [], state: "proposed", pullRequest: first?.pullRequest.number ?? null },
    hands.inbox,
  );
  return { kind: "done", text: proposedText(proposals, working) };
}

function keepAll(thread: Thread, proposals: readonly Proposed[], { order, hands }: Errand): void {
  const { commentId: comment, requesters } = thread;
  const asked = { issue: order.issue.number, comment, requesters, answers: answersInWords(thread) };
  for (const { pullRequest, stack, said, commit, parent } of proposals) {
    const made = { stack, pullRequest: pullRequest.number, texts: [...said], commit, parent };
    keepProposal(order, { ...asked, ...made, isUndone: false }, hands.inbox);
  }
}

/** A refusal of one request is one of the whole comment, and says so. */
async function wholly<T>({ texts }: Thread, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (texts.length < 2 || !(error instanceof PipelineError)) throw error;
    const { code, message, details } = error;
    const next = `${error.next} Nothing of this comment was done.`;
    throw new PipelineError(code, message, { next, details, cause: error });
  }
}
