import { candidates } from "./candidates.ts";
import { isA, lowerOf, type Mark, textOf } from "./meaning.ts";
import { objectImpossible, put, wordsOf } from "./objections.ts";
import type { Frame, Reading } from "./reading.ts";

export interface Amount {
  readonly value: number;
  /** Index of the first mark behind it. */
  readonly end: number;
}

/** Takes a number for a count where a word beside it announces one; says whether it did. */
export function takeCount(reading: Reading, at: number, amount: Amount): boolean {
  if (takeBehindNoun(reading, at, amount.value)) return true;
  const { marks } = reading;
  const beside = [marks[wordBefore(marks, at)], marks[amount.end], marks[rangeEnd(marks, amount.end)]];
  for (const frame of candidates(reading, at)) {
    const counted = countSaid(beside, frame);
    if (counted === undefined) continue;
    const attribute = isUpper(marks, at) ? mostOf(frame, counted) : counted;
    for (let index = at; index < amount.end; index += 1) {
      reading.uses.set(index, `${frame.kind.kind}.${attribute}`);
    }
    setCount(
      reading,
      { frame, attribute, words: wordsOf(reading, { from: at, to: amount.end }) },
      amount.value,
    );
    return true;
  }
  return takeSingle(reading, at, amount);
}

/** Behind the later number of "at least one and at most four instances" and of "2 to 6 replicas"; else where it was. */
function rangeEnd(marks: readonly Mark[], at: number): number {
  if (!["and", "to", "or"].includes(lowerOf(marks[at]))) return at;
  const next = isAtMost(marks[at + 1]) ? at + 2 : at + 1;
  return marks[next]?.tokens[0]?.form === "number" ? next + 1 : at;
}

/** Said to be the most that there may be, or the later number of a range. */
function isUpper(marks: readonly Mark[], at: number): boolean {
  if (isAtMost(marks[at - 1]) || isA(marks[at - 1], "than")) return true;
  return lowerOf(marks[at - 1]) === "to" && marks[at - 2]?.tokens[0]?.form === "number";
}

const AT_MOST = [
  "at most",
  "at the most",
  "up to",
  "no more than",
  "not more than",
  "a maximum of",
  "maximum of",
];

function isAtMost(mark: Mark | undefined): boolean {
  return mark !== undefined && AT_MOST.includes(textOf(mark).toLowerCase());
}

function mostOf({ kind }: Frame, attribute: string): string {
  const entry = kind.attributes[attribute];
  return entry?.type === "count" ? (entry.most ?? attribute) : attribute;
}

/** "Postgres 16". */
function takeBehindNoun(reading: Reading, at: number, value: number): boolean {
  const frame = reading.frames.find(({ kind }) => reading.uses.get(at - 1) === kind.kind);
  const found = Object.entries(frame?.kind.attributes ?? {}).find(
    ([, entry]) => entry.type === "count" && entry.followsNoun === true,
  );
  if (frame === undefined || found === undefined) return false;
  const [attribute] = found;
  reading.uses.set(at, `${frame.kind.kind}.${attribute}`);
  setCount(reading, { frame, attribute, words: wordsOf(reading, { from: at - 1, to: at }) }, value);
  return true;
}

function setCount(
  reading: Reading,
  place: { frame: Frame; attribute: string; words: string },
  value: number,
): void {
  const entry = place.frame.kind.attributes[place.attribute];
  const [least, most] = (entry?.type === "count" ? entry.range : undefined) ?? [0, Number.MAX_SAFE_INTEGER];
  if (!Number.isInteger(value) || value < least || value > most) {
    const range =
      most === Number.MAX_SAFE_INTEGER ? "a whole number" : `a whole number from ${least} to ${most}`;
    objectImpossible(reading, place.words, `it has to be ${range}`);
  } else put(reading, place, value);
}

/** "one bucket" is a bucket. */
function takeSingle(reading: Reading, at: number, amount: Amount): boolean {
  const isSingle = amount.value === 1 && reading.frames.some((frame) => frame.start <= at && at < frame.head);
  if (isSingle) reading.uses.set(at, "article");
  return isSingle;
}

/** The count of this thing that one of the marks announces: "port" may be a word of several kinds. */
function countSaid(marks: readonly (Mark | undefined)[], { kind }: Frame): string | undefined {
  return marks
    .flatMap((mark) => mark?.meanings ?? [])
    .flatMap((meaning) =>
      meaning.is === "announcement" && meaning.kind === kind.kind ? [meaning.attribute] : [],
    )
    .find((attribute) => kind.attributes[attribute]?.type === "count");
}

function wordBefore(marks: readonly Mark[], at: number): number {
  let back = at - 1;
  while (
    isA(marks[back], "glue") &&
    ["of", "to", "be", "is", "with"].includes(marks[back]?.tokens[0]?.text ?? "")
  )
    back -= 1;
  return back;
}
