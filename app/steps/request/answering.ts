import type { Question } from "#shared/core/typed-change.ts";
import { about } from "../../intake/proposals.ts";
import type { Meant } from "./meant.ts";

/** The answers to all questions of a comment, as its requests are read one after the other. */
export interface Answered {
  /** How many questions the requests so far had. */
  count: number;
  /** Those that are open, numbered through all requests. */
  readonly questions: Question[];
  readonly given: Readonly<Record<string, string>> | null;
  /** What was answered when it was done the first time, by request and question. */
  readonly earlier: Readonly<Record<string, string>>;
}

/** By number of the question, within one request. */
export type Answers = Readonly<Record<number, string>>;

/** Reads without answers first: how many questions there are decides which answers belong to this request. */
export function answering(read: (answers: Answers | null) => Meant, said: string, answered: Answered): Meant {
  const open = read(null);
  if (open.kind !== "unclear") return open;
  const from = answered.count;
  answered.count += open.questions.length;
  const own = open.questions.flatMap(({ number, text }) => {
    const answer = answered.given?.[String(from + number)] ?? answered.earlier[about(said, text)];
    return answer === undefined ? [] : [[number, answer] as const];
  });
  // Without an answer to all that is open, what is left takes its default only where somebody has answered at all.
  if (answered.given === null && own.length < open.questions.length) {
    return { ...open, questions: open.questions.map((one) => ({ ...one, number: from + one.number })) };
  }
  const meant = read(Object.fromEntries(own));
  if (meant.kind !== "refused") return meant;
  const message = meant.message.replace(/(?<=\bquestion )\d/, (number) => String(from + Number(number)));
  return { ...meant, message };
}
