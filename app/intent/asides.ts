import { setAside } from "./clauses.ts";
import { isA, isNumber, lowerTextOf, type Mark, meaningOf, textOf } from "./meaning.ts";
import type { Reading } from "./reading.ts";

/** "(OPS-1234)", "by the end of the week", "we need it in two weeks": tickets and deadlines are no wish. They are listed before they can be taken for a value. */
export function takeAsides(reading: Reading): void {
  for (const at of reading.marks.keys()) {
    if (reading.uses.has(at)) continue;
    const to = Math.max(ticketEnd(reading.marks, at), dateEnd(reading.marks, at), waitEnd(reading.marks, at));
    if (to > at) setAside(reading, { from: at, to });
  }
}

const TICKET = /^[A-Z][A-Z0-9]+-\d+$/;

function ticketEnd(marks: readonly Mark[], at: number): number {
  const ahead = ["see", "ticket", "issue", "ref"].includes(lowerTextOf(marks[at])) ? at + 1 : at;
  return marks[ahead] !== undefined && TICKET.test(textOf(marks[ahead])) ? ahead + 1 : at;
}

const DAY =
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$|^(?:january|february|march|april|june|july|august|september|october|november|december)$|^(?:today|tomorrow|tonight|asap|eod|noon|christmas|easter|q[1-4])$/;
const WHICH = ["next", "this", "coming"];
const TERMS = ["sprint", "release", "audit"];
const BEFORE = ["by", "before", "until", "till", "on", "from", "starting", "in", "needed", "due", "for"];

/** "by Friday", "before the end of March", "next month", "by 31 March". */
function dateEnd(marks: readonly Mark[], at: number): number {
  const start = skip(marks, at, BEFORE);
  if (lowerTextOf(marks[start]) === "end") return termEnd(marks, skip(marks, start, ["end", "of"]), at);
  const next = skip(marks, start, WHICH);
  const isNext = next > start || WHICH.includes(lowerTextOf(marks[start - 1]));
  return isNext ? termEnd(marks, next, at) : dayEnd(marks, start, at);
}

function termEnd(marks: readonly Mark[], at: number, otherwise: number): number {
  const isTerm = TERMS.includes(lowerTextOf(marks[at])) || DAY.test(lowerTextOf(marks[at]));
  return isTerm || meaningOf(marks[at], "unit")?.dimension === "duration" ? at + 1 : otherwise;
}

function dayEnd(marks: readonly Mark[], start: number, otherwise: number): number {
  const day = isNumber(marks[start]) ? start + 1 : start;
  if (!DAY.test(lowerTextOf(marks[day]))) return otherwise;
  return isNumber(marks[day + 1]) && !isA(marks[day + 2], "unit") ? day + 2 : day + 1;
}

/** Behind these words and articles. */
function skip(marks: readonly Mark[], from: number, words: readonly string[]): number {
  const rest = marks.slice(from);
  const length = rest.findIndex((mark) => !words.includes(lowerTextOf(mark)) && !isA(mark, "article"));
  const skipped = length === -1 ? rest : rest.slice(0, length);
  return skipped.some((mark) => words.includes(lowerTextOf(mark))) ? from + skipped.length : from;
}

/** "in two weeks" says when, unless a word for how long something is kept stands before it in the clause. */
function waitEnd(marks: readonly Mark[], at: number): number {
  if (!["in", "within"].includes(lowerTextOf(marks[at]))) return at;
  const isCounted =
    marks[at + 1]?.tokens[0]?.form === "number" ||
    isA(marks[at + 1], "article") ||
    isA(marks[at + 1], "amount");
  const isWait = isCounted && meaningOf(marks[at + 2], "unit")?.dimension === "duration";
  const start = marks.slice(0, at).findLastIndex(({ tokens: [token] }) => token?.form === "break") + 1;
  const isKept = marks
    .slice(start, at)
    .some((mark) => isA(mark, "announcement") || meaningOf(mark, "verb")?.verb === "remove");
  return isWait && !isKept ? at + 3 : at;
}
