import type { ErrorCode } from "#shared/core/error.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Question } from "#shared/core/typed-change.ts";
import { code, inline } from "#shared/report/escape.ts";
import type { Ending } from "./progress.ts";
import type { Thread } from "./thread.ts";

export const HELP = [
  "Say in plain words what should exist, change or go: `/code a private bucket for the invoices, kept 90 days`.",
  "",
  "| Command | What it does |",
  "| --- | --- |",
  "| `/code go` | takes the defaults of my questions |",
  "| `/code 1: eu-west-1` | answers question 1, further answers on further lines |",
  "| `/code which buckets do we have?` | answers from the stacks as they stand |",
  "| `/code the same for staging` | does what was proposed last here on the stack of that environment |",
  "| `/code undo the last change` | takes back what was proposed last here |",
  "| `/code plan` | plans this pull request again |",
  "| `/code status` | says where the request of this conversation stands |",
  "| `/code rollback #12` | opens the pull request that undoes merged pull request 12 |",
  "| `/code waive security-3fa9c1 because …` | says that a finding of the experts is true and the risk is taken; `dismiss`, that it is not true |",
  "| `/code cancel`, `/code retry` | stops the request, or starts it again |",
  "| `/code retry` on a pull request of mine | has its experts judge it once more, as it stands |",
  "",
  "The command opens the comment's first line; further lines that open with it, or a list below it, are further requests. Merging a pull request applies it; there is no apply command.",
].join("\n");

/** Stages whose codes say that something broke and not that something was judged. */
const BROKEN: ReadonlySet<string> = new Set([
  "catalogue",
  "git",
  "host",
  "inbox",
  "ledger",
  "model",
  "policy",
  "process",
  "sandbox",
  "synth",
  "trivy",
]);

/** How an error ends a request; null for a fault that may pass, which is tried again. */
export function endingOf(error: unknown, signal: AbortSignal): Ending | null {
  if (signal.aborted) return { kind: "cancelled", text: "Stopped as asked. `/code retry` starts it again." };
  if (!(error instanceof PipelineError)) return null;
  const kind = BROKEN.has(error.code.split("/")[0] ?? "") ? "failed" : "refused";
  return { kind, code: error.code, text: inline(error.message), next: error.next };
}

/** The end of an order whose last attempt failed. */
export const GIVEN_UP: Ending = {
  kind: "failed",
  code: "intake/given-up" satisfies ErrorCode,
  text: "I tried four times and something broke each time.",
  next: "Write /code retry in a while; the log of the App says what broke.",
};

/** A refusal that names a command which is not one. */
export function notUnderstood(
  command: { kind: "did-you-mean"; suggestion: string } | { kind: "error"; message: string },
): Ending {
  const text =
    command.kind === "error" ? command.message : `Did you mean ${code(`/code ${command.suggestion}`)}?`;
  return {
    kind: "refused",
    code: "intake/unknown-command",
    text,
    next: "Write a new comment; /code help lists the commands.",
  };
}

/** Numbered questions with their defaults, and how to answer. */
export function askBack(questions: readonly Question[]): Ending {
  const lines = questions.map(
    ({ number, text, default: preset }) => `${number}. ${inline(text)} Default: ${code(preset)}`,
  );
  const how =
    "`/code go` takes the defaults; `/code 1: …` answers, one line an answer, and what is left takes its default.";
  return { kind: "needs-answer", text: [...lines, "", how].join("\n") };
}

interface Opened {
  readonly pullRequest: { readonly number: number; readonly title: string };
  readonly summary: string;
}

const NEXT =
  "**Next:** review it there. Merging deploys it; `/code` and a sentence there changes it, `/code undo the last change` takes it back.";

/** The pull requests of a comment, what was answered on the way to them, and what comes next. */
export function proposedText(proposals: readonly Opened[], { settled }: Pick<Thread, "settled">): string {
  const opened = proposals.map(
    ({ pullRequest: { number, title }, summary }) =>
      `Pull request: #${number} (${inline(title)}). ${summary}`,
  );
  const answers = settled.map(({ question, answer }) => `- ${inline(question)} **${inline(answer)}**`);
  const parts = [
    opened.length === 1 ? opened.join("") : opened.map((line) => `- ${line}`).join("\n"),
    answers.length === 0 ? "" : `As answered:\n\n${answers.join("\n")}`,
    opened.length === 1 ? NEXT : NEXT.replaceAll(/\bit\b/g, "them"),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** What a cancellation has put an end to, each by its name. */
export function stoppedText(was: { wasRunning: boolean; isAsked: boolean; waiting: number }): string {
  const parts = [
    was.wasRunning ? "what I was working on" : "",
    was.isAsked ? "the request whose questions were open" : "",
    was.waiting === 0
      ? ""
      : `${was.waiting} ${was.waiting === 1 ? "comment that waited" : "comments that waited"}`,
  ].filter((part) => part !== "");
  return parts.length === 0 ? "Nothing was running here." : `Stopped: ${parts.join(", and ")}.`;
}

/** Where the conversation stands. */
export function statusText(thread: Thread | null, waiting: number): string {
  if (thread === null) return "Nothing was asked here yet.";
  const asked = `The last request is by ${thread.requesters.map(code).join(" and ")}.`;
  const queue = waiting === 0 ? "" : ` ${waiting} more ${waiting === 1 ? "order waits" : "orders wait"}.`;
  switch (thread.state) {
    case "working":
      return `${asked} I am working on it.${queue}`;
    case "asked":
      return `${asked} It waits for answers to my questions.${queue}`;
    case "proposed":
      return `${asked} It became pull request #${thread.pullRequest}.${queue}`;
    case "ended":
      return `${asked} It has ended without a pull request; \`/code retry\` starts it again.${queue}`;
  }
}
