import { openRollback } from "../rollback/roll-back.ts";
import type { Errand } from "./hands.ts";

/** Opens the pull request that undoes a merged one, and records who asked for it and who had asked for what it undoes; gives what to say. */
export async function rollBack({ order, hands }: Errand, number: number): Promise<string> {
  const requester = order.author;
  const opened = await openRollback({ number, requester }, hands);
  const inherits = (await hands.ledger.requestersOf(number)).filter((login) => login !== requester);
  await hands.ledger.record("rollback/proposed", {
    comment: order.comment.id,
    pullRequest: opened.number,
    requester,
    inherits,
    undoes: number,
  });
  return `Pull request #${opened.number} undoes #${number}; its plan says what can be undone.`;
}
