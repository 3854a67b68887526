import { z } from "zod";
import type { Inbox, Order } from "#shared/core/inbox.ts";
import { parseShape } from "#shared/core/parse.ts";
import { shortened } from "./place/stack-question.ts";
import type { Thread } from "./thread.ts";

/** One change that a comment led to: a pull request, or a further commit on one. */
export const Proposal = z.strictObject({
  pullRequest: z.int(),
  stack: z.string(),
  /** Where it was asked for, and by which comment. */
  issue: z.int(),
  comment: z.int(),
  requesters: z.array(z.string()),
  texts: z.array(z.string()),
  /** By request and question, in words: a repetition may be asked otherwise. */
  answers: z.record(z.string(), z.string()),
  /** The commit that was made, and the one that it was made on. */
  commit: z.string(),
  parent: z.string(),
  isUndone: z.boolean(),
});
export type Proposal = z.infer<typeof Proposal>;

type Memory = Pick<Inbox, "remember" | "recall">;

/** What this conversation proposed before this comment, oldest first. */
export function proposalsOf({ repository, issue, comment }: Order, memory: Memory): Proposal[] {
  return kept(repository.id, issue.number, memory).filter((one) => one.comment < comment.id);
}

/** What a contract was asked for with, by whom and in which words; null where it is not remembered. Its id names issue, comment and request. */
export function askedWith(
  id: string,
  stack: string,
  { repository, memory }: { readonly repository: number; readonly memory: Memory },
): { readonly requesters: readonly string[]; readonly text: string } | null {
  const [, issue, comment, part] = /^issue-(\d+)-(\d+)(?:-(\d+))?$/.exec(id) ?? [];
  const found = kept(repository, Number(issue), memory).find(
    (one) => one.comment === Number(comment) && one.stack === stack,
  );
  if (found === undefined) return null;
  const { requesters, texts } = found;
  return { requesters, text: (part === undefined ? texts.join("; ") : texts[Number(part) - 1]) ?? "" };
}

/** Keeps a proposal for the conversation it was asked in, that of its pull request, and those that the pull request came from. */
export function keepProposal({ repository }: Order, proposal: Proposal, memory: Memory): void {
  const origins = kept(repository.id, proposal.pullRequest, memory)
    .filter(({ pullRequest }) => pullRequest === proposal.pullRequest)
    .map(({ issue }) => issue);
  for (const number of new Set([proposal.issue, proposal.pullRequest, ...origins])) {
    const others = kept(repository.id, number, memory).filter((one) => !isSame(one, proposal));
    const all = [...others, proposal].sort((one, other) => one.comment - other.comment);
    memory.remember(keyOf(repository.id, number), "proposals", all.slice(-MOST));
  }
}

/** More are not looked back at. */
const MOST = 50;

function isSame(one: Proposal, other: Proposal): boolean {
  return one.comment === other.comment && one.pullRequest === other.pullRequest;
}

function kept(repository: number, number: number, memory: Memory): Proposal[] {
  const known = memory.recall(keyOf(repository, number), "proposals");
  return known === undefined ? [] : parseShape(z.array(Proposal), known, "inbox/unreadable");
}

function keyOf(repository: number, number: number): string {
  return `conversation ${repository}#${number}`;
}

/** The answers of a conversation by request and question. */
export function answersInWords({ asks, questions, answers, text }: Thread): Record<string, string> {
  if (asks === "stack") return {};
  return Object.fromEntries(
    questions.flatMap(({ number, text: question }) => {
      const answer = answers[String(number)];
      return answer === undefined
        ? []
        : [[question.startsWith("“") ? question : about(text, question), answer]];
    }),
  );
}

/** A question with the request that it is about. */
export function about(request: string, question: string): string {
  return `“${shortened(request)}”: ${question}`;
}
