import { PipelineError } from "#shared/core/error.ts";
import type { Settings } from "#shared/core/settings.ts";
import { requireAsker, requireModest, requireUnchanged } from "../intake/authorise.ts";
import type { Command } from "../intake/command.ts";
import { shortened } from "../intake/place/stack-question.ts";
import type { Ending } from "../intake/progress.ts";
import { HELP, notUnderstood } from "../intake/replies.ts";
import { settingsOf } from "../intake/settings-of.ts";
import { readSpeech } from "../intake/speech.ts";
import type { Teller } from "../intake/teller.ts";
import { sanitiseRequest } from "../intake/text/sanitise.ts";
import { newThread, type Thread, threadOf, toRetry, withAnswers } from "../intake/thread.ts";
import { readQuestion } from "../questions/read-question.ts";
import { sayOf } from "./circle/say-of.ts";
import type { Errand, Ways } from "./hands.ts";
import { type Keyword, obey } from "./obey.ts";
import { repeated } from "./request/repeat.ts";
import { undoLast } from "./undo.ts";
import { work } from "./work.ts";

/** What is to be done, once it is sure that this person may ask for it; `commentId` names the request that it works on. */
interface Task {
  readonly commentId: number | null;
  run(teller: Teller, ways: Ways): Promise<Ending>;
}

function saying(ending: Ending): Task {
  return { commentId: null, run: async () => ending };
}

/** What a comment asks for; refuses whoever may not ask, and what was edited or deleted since. */
export async function prepare(errand: Errand, command: Command): Promise<Task> {
  const { order, hands } = errand;
  await requireUnchanged(order, hands.conversation);
  if (command.kind === "help" || command.kind === "ignored") return saying({ kind: "done", text: HELP });
  const settings = await settingsOf(hands.repository);
  await requireAsker(order.author, settings.requesters, hands.people);
  requireModest(order, hands.inbox, new Date().toISOString().slice(0, 10));
  if (hands.inbox.recall(order.key, "cancelled") === true) {
    return saying({ kind: "cancelled", text: "Stopped before it began." });
  }
  if (command.kind === "did-you-mean" || command.kind === "error") return saying(notUnderstood(command));
  if (command.kind === "word") return doing(() => sayOf(errand, command));
  if (command.kind === "request") return await spoken(errand, settings, command.texts);
  if (isAboutPullRequest(errand, command)) return reconsidering(errand, settings);
  const thread = threadToWorkOn(errand, command);
  if (thread !== null) return working(errand, settings, thread);
  return doing(() => obey(errand, command as Keyword));
}

/** A question, what speaks of an earlier proposal, or requests. The first two stand beside the conversation: what is open there stays open. */
async function spoken(errand: Errand, settings: Settings, texts: readonly string[]): Promise<Task> {
  const question = only(texts, readQuestion);
  if (question !== null) {
    const asked = { ...errand, settings, question };
    return doing(async (ways) => ({ kind: "answered", text: await ways.explain(asked) }));
  }
  const speech = only(texts, readSpeech);
  if (speech?.kind === "undo") {
    const { pullRequest } = speech;
    return doing(() =>
      pullRequest === null
        ? undoLast(errand)
        : obey(errand, { kind: "command", command: "rollback", pullRequest }),
    );
  }
  const thread =
    speech === null ? newThread(errand.order, texts) : await repeated(errand, { settings, ...speech });
  return working(errand, settings, thread);
}

/** What stands alone: beside requests it is refused (`intake/mixed`), so that nothing is left out. */
function only<T>(texts: readonly string[], read: (text: string) => T | null): T | null {
  const meant = texts.map((text) => read(sanitiseRequest(text).text));
  if (texts.length === 1 || meant.every((one) => one === null)) return meant[0] ?? null;
  const at = meant.findIndex((one) => one !== null);
  throw new PipelineError("intake/mixed", `“${shortened(texts[at] ?? "")}” cannot stand beside requests.`, {
    next: "Write it as a comment of its own. Nothing of this comment was done.",
  });
}

function doing(run: (ways: Ways) => Promise<Ending>): Task {
  return { commentId: null, run: (_, ways) => run(ways) };
}

function working(errand: Errand, settings: Settings, thread: Thread): Task {
  return {
    commentId: thread.commentId,
    run: (teller, ways) => work({ ...errand, settings, thread, teller }, ways),
  };
}

/** A retry where no request is left to be retried: of the pull request itself. */
function isAboutPullRequest({ order, hands }: Errand, command: Command): boolean {
  if (command.kind !== "command" || command.command !== "retry" || !order.issue.isPullRequest) return false;
  const state = threadOf(order, hands.inbox)?.state ?? "proposed";
  return state === "proposed";
}

function reconsidering(errand: Errand, settings: Settings): Task {
  const thread = newThread(errand.order, ["retry"]);
  return {
    commentId: null,
    async run(teller, ways) {
      return { kind: "done", text: await ways.reconsider({ ...errand, settings, thread, teller }) };
    },
  };
}

/** The request that this comment answers or starts again, null where it is about something else. */
function threadToWorkOn({ order, hands }: Errand, command: Command): Thread | null {
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
