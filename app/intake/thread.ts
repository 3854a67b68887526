import { z } from "zod";
import { PipelineError } from "#shared/core/error.ts";
import type { Inbox, Order } from "#shared/core/inbox.ts";
import { parseShape } from "#shared/core/parse.ts";
import { Question } from "#shared/core/typed-change.ts";
import { sanitiseRequest } from "./text/sanitise.ts";
import { cleanRequests } from "./text/taken-out.ts";

/** What an issue's conversation is about: its last request, what was asked back, and what became of it. */
export const Thread = z.strictObject({
  /** The comment that made the request: its answer is the one sticky comment, and it names the branch's work. */
  commentId: z.int(),
  /** Everybody who asked or answered. */
  requesters: z.array(z.string()),
  text: z.string(),
  /** Where a comment has several requests: each of them. */
  texts: z.array(z.string()).default([]),
  /** Where something proposed earlier is done again: what, and where; its answers count here too. */
  repeats: z
    .strictObject({
      pullRequest: z.int(),
      stack: z.string(),
      places: z.array(z.string()),
      answers: z.record(z.string(), z.string()),
    })
    .nullable()
    .default(null),
  stripped: z.array(z.string()),
  /** Chosen by the one who asked, where the request did not say. */
  stack: z.string().nullable(),
  questions: z.array(Question),
  /** What the questions are about. */
  asks: z.enum(["stack", "request"]),
  /** By number of the question. */
  answers: z.record(z.string(), z.string()),
  /** Every question that was answered on the way, in words. */
  settled: z.array(z.strictObject({ question: z.string(), answer: z.string() })).default([]),
  state: z.enum(["working", "asked", "proposed", "ended"]),
  pullRequest: z.int().nullable(),
});
export type Thread = z.infer<typeof Thread>;

type Memory = Pick<Inbox, "thread" | "saveThread">;

/** The conversation of an order's issue, null where nothing was asked yet. */
export function threadOf({ repository, issue }: Order, memory: Memory): Thread | null {
  const kept = memory.thread(repository.id, issue.number);
  return kept === undefined ? null : parseShape(Thread, kept, "inbox/unreadable");
}

/** Keeps the conversation as it stands now. */
export function keepThread({ repository, issue }: Order, thread: Thread, memory: Memory): Thread {
  memory.saveThread(repository.id, issue.number, thread);
  return thread;
}

/** The thread of a new comment with one request or several; refuses (`intake/nothing-left`) what nobody can read. */
export function newThread({ comment, author }: Order, requests: readonly string[]): Thread {
  const clean = cleanRequests(requests);
  const texts = clean.texts.filter((text) => text !== "");
  if (texts.length === 0 || texts.length < requests.length) {
    throw new PipelineError("intake/nothing-left", "Nothing readable was left of the request.", {
      next: "Write the request as plain text.",
    });
  }
  return {
    commentId: comment.id,
    requesters: [author],
    text: texts.join("\n"),
    texts: texts.length > 1 ? texts : [],
    repeats: null,
    stripped: [...clean.stripped],
    stack: null,
    questions: [],
    asks: "request",
    answers: {},
    settled: [],
    state: "working",
    pullRequest: null,
  };
}

/** The requests of a conversation one by one. */
export function textsOf({ text, texts }: Thread): readonly string[] {
  return texts.length > 0 ? texts : [text];
}

/** The stack that the question for it was answered with, or that an earlier round has settled. */
export function stackAnswered({ stack, asks, answers }: Thread): string | null {
  return stack ?? (asks === "stack" ? (answers["1"]?.trim() ?? null) : null);
}

/** The thread with its open questions answered: as given, and for the rest by their defaults. `isResumed`: this order answered them before it was interrupted. */
export function withAnswers(
  thread: Thread | null,
  given: Readonly<Record<string, string>>,
  { author, isResumed }: { author: string; isResumed: boolean },
): Thread {
  if (thread === null || (thread.state !== "asked" && !isResumed)) {
    throw new PipelineError("intake/no-question", "No question is open here.", {
      next: "Write your request as /code and a sentence.",
    });
  }
  const answered = thread.questions.map(({ number, text: question, default: preset }) => {
    return { number, question, answer: sanitiseRequest(given[number] ?? preset).text };
  });
  const earlier = thread.settled.filter((one) => !answered.some(({ question }) => question === one.question));
  return {
    ...withRequester(thread, author),
    answers: Object.fromEntries(answered.map(({ number, answer }) => [number, answer])),
    settled: [...earlier, ...answered.map(({ question, answer }) => ({ question, answer }))],
  };
}

/** The thread of a request that is started again from its text. */
export function toRetry(thread: Thread | null, author: string): Thread {
  if (thread !== null && thread.state !== "proposed") {
    return { ...withRequester(thread, author), questions: [], asks: "request", answers: {}, settled: [] };
  }
  const reason =
    thread === null ? "Nothing was asked here yet." : `It became pull request #${thread.pullRequest}.`;
  throw new PipelineError("intake/nothing-to-retry", reason, {
    next: "Write a new request, or /code retry on a pull request of mine to have its experts asked again.",
  });
}

function withRequester(thread: Thread, login: string): Thread {
  return { ...thread, requesters: [...new Set([...thread.requesters, login])] };
}
