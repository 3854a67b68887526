import { PipelineError } from "#shared/core/error.ts";
import type { PullRequest } from "#shared/core/host.ts";
import { code, inline } from "#shared/report/escape.ts";
import type { Ending } from "../intake/progress.ts";
import { keepProposal, type Proposal, proposalsOf } from "../intake/proposals.ts";
import { isOwnChange } from "../pull-request/branch.ts";
import type { Errand } from "./hands.ts";
import { rollBack } from "./roll-back.ts";

/**
 * Takes back what this conversation proposed last: merged, by the pull request that rolls it back; a further commit, by one that
 * restores its files; else by closing the pull request. Which one it was, and who had asked for it, is said.
 */
export async function undoLast(errand: Errand): Promise<Ending> {
  const { order, hands } = errand;
  const last = chosen(errand);
  const pull = await hands.changes.pullRequest(last.pullRequest);
  if (pull === null) throw nothing(`Pull request #${last.pullRequest} is not there any more.`);
  const text = await takeBack(errand, last, pull);
  keepProposal(order, { ...last, isUndone: true }, hands.inbox);
  return { kind: "done", text };
}

/** Chosen once: a resumed run does not take back one more. */
function chosen({ order, hands }: Errand): Proposal {
  const all = proposalsOf(order, hands.inbox);
  const known = hands.inbox.recall(order.key, "undoes");
  const last =
    known === undefined
      ? all.findLast(({ isUndone }) => !isUndone)
      : all.find(({ comment, pullRequest }) => `${comment} ${pullRequest}` === known);
  if (last === undefined) throw nothing("Nothing that was proposed in this conversation is left to undo.");
  hands.inbox.remember(order.key, "undoes", `${last.comment} ${last.pullRequest}`);
  return last;
}

function nothing(message: string): PipelineError {
  return new PipelineError("intake/nothing-to-undo", message, {
    next: "Name the pull request: /code rollback #12.",
  });
}

async function takeBack(errand: Errand, last: Proposal, pull: PullRequest): Promise<string> {
  if (pull.merged) return await rollBack(errand, pull.number);
  const others = proposalsOf(errand.order, errand.hands.inbox).filter(
    (one) => one.pullRequest === pull.number && one.comment < last.comment && !one.isUndone,
  );
  const named = `#${pull.number} (${inline(pull.title)}), asked for by ${last.requesters.map(code).join(" and ")}`;
  if (others.length === 0) return await close(errand, pull, named);
  if (isOwnChange(pull, errand.order.repository.name)) return await takeCommitBack(errand, last, pull);
  throw closedAlready(pull);
}

async function close({ order, hands }: Errand, pull: PullRequest, named: string): Promise<string> {
  const isOurs = hands.inbox.recall(order.key, "closes") === true;
  if (pull.state === "closed" && !isOurs) throw closedAlready(pull);
  hands.inbox.remember(order.key, "closes", true);
  if (pull.state === "open") await hands.changes.closePullRequest(pull.number);
  await record({ order, hands }, pull.number);
  return `Closed ${named}. Nothing of it was applied; its branch ${code(pull.head.ref)} is still there.`;
}

function closedAlready({ number }: PullRequest): PipelineError {
  return nothing(`Pull request #${number} was closed without being merged: nothing of it is there.`);
}

/** The files that a further commit changed, as they were before it, in one more commit. */
async function takeCommitBack({ order, hands }: Errand, last: Proposal, pull: PullRequest): Promise<string> {
  const { repository, changes, inbox } = hands;
  const started = inbox.recall(order.key, "start");
  const parent = typeof started === "string" ? started : pull.head.sha;
  inbox.remember(order.key, "start", parent);
  const touched = await repository.changed(last.parent, last.commit);
  const later = await repository.changed(last.commit, parent);
  const conflicts = touched.filter((path) => later.includes(path));
  if (conflicts.length > 0) {
    throw new PipelineError("intake/undo-conflict", `Changed again since: ${conflicts.join(", ")}.`, {
      next: `Take it back in a commit of your own, or close #${pull.number}.`,
    });
  }
  const texts = await Promise.all(touched.map((path) => repository.read(last.parent, path)));
  const files = Object.fromEntries(touched.map((path, at) => [path, texts[at] ?? null]));
  const message = `revert: take back ${last.commit.slice(0, 10)}\n\nAsked for by ${order.author}.`;
  await changes.commit({ branch: pull.head.ref, parent, message, files });
  const asked = last.texts.map((text) => `“${inline(text)}”`).join(", ");
  const said = `Taken back on #${pull.number} (${inline(pull.title)}): ${asked}, asked for by ${last.requesters.map(code).join(" and ")}.`;
  await note({ order, hands }, pull, said);
  await record({ order, hands }, pull.number);
  return `${said} The rest of the pull request stays.`;
}

async function note({ order, hands }: Pick<Errand, "order" | "hands">, pull: PullRequest, said: string) {
  const marker = `<!-- code:undo:${order.comment.id} -->`;
  if (pull.body.includes(marker)) return;
  const body = `${pull.body}\n\n---\n\n${marker}\n${said}`;
  await hands.changes.updateBody(pull.number, body.slice(0, 65_000));
}

async function record({ order, hands }: Pick<Errand, "order" | "hands">, pullRequest: number) {
  const { comment, issue, author: requester } = order;
  await hands.ledger.record("intake/undone", {
    comment: comment.id,
    issue: issue.number,
    pullRequest,
    requester,
  });
}
