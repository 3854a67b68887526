import { sentencesIn, setAside } from "./clauses.ts";
import { isA, type Mark } from "./meaning.ts";
import type { Reading } from "./reading.ts";

const CONDITIONS = ["if", "unless", "once", "should"];
const TELLING = ["tell", "ask", "ping", "call", "warn", "write", "mail", "message", "notify", "inform"];
const TOLD = ["me", "us"];

/** "If the name is taken, tell me first": what to say is no wish. Neither thing, number nor name may stand in such a sentence. */
export function takeConditions(reading: Reading): void {
  for (const sentence of sentencesIn(reading.marks)) {
    const marks = reading.marks.slice(sentence.from, sentence.to);
    const isTelling = marks.some((mark, at) => is(mark, TELLING) && is(marks[at + 1], TOLD));
    if (is(marks[0], CONDITIONS) && isTelling && !marks.some(saysSomething)) setAside(reading, sentence);
  }
}

function is(mark: Mark | undefined, words: readonly string[]): boolean {
  return words.includes(mark?.tokens[0]?.lemma ?? "") || words.includes(mark?.tokens[0]?.lower ?? "");
}

function saysSomething(mark: Mark): boolean {
  const isForm = ["number", "quoted", "literal"].includes(mark.tokens[0]?.form ?? "");
  return isForm || (["kind", "value", "named", "amount"] as const).some((one) => isA(mark, one));
}
