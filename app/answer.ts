import { wasRead } from "./intake/authorise.ts";
import { readCommand } from "./intake/command.ts";
import type { Ending } from "./intake/progress.ts";
import { endingOf } from "./intake/replies.ts";
import { type Teller, tellerOf } from "./intake/teller.ts";
import { takenOut } from "./intake/text/taken-out.ts";
import { keepThread, threadOf } from "./intake/thread.ts";
import type { Errand, Ways } from "./steps/hands.ts";
import { prepare } from "./steps/prepare.ts";

/**
 * Answers one comment: 👀 first, then one comment that always reaches a final state. A comment that is gone before it is read asks nothing
 * and gets no answer. A fault that may pass is thrown, to be tried again.
 */
export async function answer(errand: Errand, ways: Ways): Promise<void> {
  const { order, hands } = errand;
  if (!(await hands.conversation.react(order.comment.id, "eyes"))) {
    hands.log.warn("intake/not-reacted", { order: order.key });
  }
  const command = readCommand(order.comment.body, hands.self);
  const taken = takenOut(command);
  const own = tellerFor(errand, order.comment.id, taken);
  const task = await ending(errand, own, () => prepare(errand, command));
  if (task === null) return;
  // Answers to questions and a retry go on in the comment of the request they are about.
  const teller = task.commentId === null ? own : tellerFor(errand, task.commentId, taken);
  const isDone = await ending(errand, teller, async () => teller.end(await task.run(teller, ways)));
  if (isDone === null && task.commentId !== null) closeThread(errand);
}

function tellerFor({ order, hands }: Errand, commentId: number, own: readonly string[]): Teller {
  const thread = threadOf(order, hands.inbox);
  const earlier = thread?.commentId === commentId ? thread.stripped : [];
  const taken = [...new Set([...earlier, ...own])];
  return tellerOf(hands.conversation, { number: order.issue.number, commentId, taken });
}

/** The result, or null where a refusal, a failure or a cancellation ended it and was told, and where nobody is left to be told. */
async function ending<T>(errand: Errand, teller: Teller, step: () => Promise<T>): Promise<T | null> {
  const { order, hands, signal } = errand;
  try {
    return await step();
  } catch (error) {
    const told = endingOf(error, signal);
    if (told === null) throw error;
    hands.log.warn("intake/ended", { order: order.key, kind: told.kind, reason: String(error) });
    if (isUnread(errand, told)) return null;
    await recordRefusal(errand, told);
    await teller.end(told);
    return null;
  }
}

/** Taken back before anybody read it. What an earlier attempt has read was answered, and that answer is ended. */
function isUnread({ order, hands }: Errand, ended: Ending): boolean {
  return ended.kind === "refused" && ended.code === "intake/comment-deleted" && !wasRead(order, hands.inbox);
}

function closeThread({ order, hands }: Errand): void {
  const thread = threadOf(order, hands.inbox);
  if (thread?.state === "working") keepThread(order, { ...thread, state: "ended" }, hands.inbox);
}

/** What was judged is recorded; who may not ask, and what was not understood, is not. */
async function recordRefusal({ order, hands }: Errand, ended: Ending): Promise<void> {
  if (ended.kind !== "refused" || ended.code.startsWith("intake/")) return;
  const { comment, issue, author: requester } = order;
  const body = { comment: comment.id, issue: issue.number, requester, code: ended.code };
  await hands.ledger.record("intake/refused", body);
}
