import { createHash } from "node:crypto";
import { PipelineError } from "#shared/core/error.ts";
import type { Errand, Request, Ways } from "./hands.ts";
import { requireAsker, requireUnchanged } from "./intake/authorise.ts";
import { type Command, readCommand } from "./intake/command.ts";
import type { Ending } from "./intake/progress.ts";
import { askBack, endingOf, HELP, notUnderstood, proposedText } from "./intake/replies.ts";
import { sanitiseRequest } from "./intake/sanitise.ts";
import { settingsOf } from "./intake/settings-of.ts";
import { type Teller, tellerOf } from "./intake/teller.ts";
import { keepThread, newThread, type Thread, threadOf, toRetry, withAnswers } from "./intake/thread.ts";
import { type Keyword, obey } from "./obey.ts";
import { type Question, readQuestion } from "./questions/read-question.ts";

/** Answers one comment: 👀 first, then one comment that always reaches a final state. A fault that may pass is thrown, to be tried again. */
export async function answer(errand: Errand, ways: Ways): Promise<void> {
  const { order, hands } = errand;
  await hands.conversation.react(order.comment.id, "eyes");
  const own = tellerFor(errand, order.comment.id);
  const task = await ending(errand, own, () => prepare(errand, readCommand(order.comment.body, hands.self)));
  if (task === null) return;
  // Answers to questions and a retry go on in the comment of the request they are about.
  const teller = task.commentId === null ? own : tellerFor(errand, task.commentId);
  const isDone = await ending(errand, teller, async () => teller.end(await task.run(teller, ways)));
  if (isDone === null && task.commentId !== null) closeThread(errand);
}

function tellerFor({ order, hands }: Errand, commentId: number): Teller {
  return tellerOf(hands.conversation, { number: order.issue.number, commentId });
}

/** The result, or null where a refusal, a failure or a cancellation ended it and was told. */
async function ending<T>(errand: Errand, teller: Teller, step: () => Promise<T>): Promise<T | null> {
  const { order, hands, signal } = errand;
  try {
    return await step();
  } catch (error) {
    const told = endingOf(error, signal);
    if (told === null) throw error;
    hands.log.warn("intake/ended", { order: order.key, kind: told.kind, reason: String(error) });
    await recordRefusal(errand, told);
    await teller.end(told);
    return null;
  }
}

/** What is to be done, once it is sure that this person may ask for it; `commentId` names the request that it works on. */
interface Task {
  readonly commentId: number | null;
  run(teller: Teller, ways: Ways): Promise<Ending>;
}

function saying(ending: Ending): Task {
  return { commentId: null, run: async () => ending };
}

async function prepare(errand: Errand, command: Command): Promise<Task> {
  const { order, hands } = errand;
  if (command.kind === "help" || command.kind === "ignored") return saying({ kind: "done", text: HELP });
  const settings = await settingsOf(hands.repository);
  await requireAsker(order.author, settings.requesters, hands.people);
  await requireUnchanged(order, hands.conversation);
  if (hands.inbox.recall(order.key, "cancelled") === true) {
    return saying({ kind: "cancelled", text: "Stopped before it began." });
  }
  if (command.kind === "did-you-mean" || command.kind === "error") return saying(notUnderstood(command));
  // A question stands beside the conversation: what is open there stays open.
  const question = command.kind === "request" ? questionIn(command.texts) : null;
  if (question !== null) {
    const asked = { ...errand, settings, question };
    return {
      commentId: null,
      run: async (_, ways) => ({ kind: "answered", text: await ways.explain(asked) }),
    };
  }
  const thread = threadToWorkOn(errand, command);
  if (thread === null) return { commentId: null, run: () => obey(errand, command as Keyword) };
  return {
    commentId: thread.commentId,
    run: (teller, ways) => work({ ...errand, settings, thread, teller }, ways),
  };
}

/** A question stands alone: beside requests it is refused (`intake/mixed`), so that nothing is left unanswered. */
function questionIn(texts: readonly string[]): Question | null {
  const questions = texts.map((text) => readQuestion(sanitiseRequest(text).text));
  if (texts.length === 1 || questions.every((one) => one === null)) return questions[0] ?? null;
  throw new PipelineError("intake/mixed", "A question stands beside other requests here.", {
    next: "Write the question as a comment of its own. Nothing of this comment was done.",
  });
}

/** The request that this comment makes, answers or repeats, null where it is about something else. */
function threadToWorkOn({ order, hands }: Errand, command: Command): Thread | null {
  if (command.kind === "request") return newThread(order, command.texts);
  const thread = threadOf(order, hands.inbox);
  if (command.kind === "answers" && command.texts !== undefined && thread?.state !== "asked") {
    return newThread(order, command.texts);
  }
  if (command.kind === "command" && command.command === "retry") return toRetry(thread, order.author);
  const isGo = command.kind === "command" && command.command === "go";
  if (command.kind !== "answers" && !isGo) return null;
  const given = command.kind === "answers" ? command.answers : [];
  const answers = Object.fromEntries(given.map(({ number, text }) => [number, text]));
  const isResumed = hands.inbox.recall(order.key, "answered") === true;
  const answered = withAnswers(thread, answers, { author: order.author, isResumed });
  hands.inbox.remember(order.key, "answered", true);
  return answered;
}

async function work(request: Request, ways: Ways): Promise<Ending> {
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
  keepThread(
    order,
    { ...working, questions: [], state: "proposed", pullRequest: first?.pullRequest.number ?? null },
    hands.inbox,
  );
  return { kind: "done", text: proposedText(proposals) };
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
