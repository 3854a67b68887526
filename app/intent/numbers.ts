import { candidates } from "./candidates.ts";
import { isA, lowerOf, type Mark, meaningOf, textOf } from "./meaning.ts";
import { objectImpossible, put, wordsOf } from "./objections.ts";
import { setQuantity } from "./quantities.ts";
import type { Frame, Reading } from "./reading.ts";
import { UNITS } from "./vocabulary/grammar.ts";

interface Amount {
  readonly value: number;
  /** Index of the first mark behind it. */
  readonly end: number;
}

/** Reads a number where it stands: with a unit it is a quantity, next to a count's word a count, at a firewall a port. */
export function takeNumber(reading: Reading, at: number): void {
  if (isRate(reading.marks, at)) return;
  const amount = amountAt(reading.marks, at);
  const more = half(reading.marks, amount.end);
  const whole = { value: amount.value + more.value, end: amount.end + more.length };
  const unit = meaningOf(reading.marks[whole.end], "unit");
  if (unit !== null) {
    const late = half(reading.marks, whole.end + 1);
    const span = { from: at, to: whole.end + late.length };
    const value = inUnits(whole.value + late.value, unit.factor);
    setQuantity(reading, { ...unit, value, ...span });
  } else if (!takeCount(reading, at, whole) && whole.end === at + 1) {
    takePort(reading, at, whole.value);
  }
}

/** "5 GB a month", "a thousand times a day": how often something comes is neither how long nor how much of the thing. */
function isRate(marks: readonly Mark[], at: number): boolean {
  if (isA(marks[at], "unit") && marks[at - 1]?.tokens[0]?.form === "number") return true;
  if (isA(marks[at], "unit")) return isPer(marks, at - 1) && counts(marks, at - 1);
  const end = marks.slice(at, at + 3).findIndex((mark) => isA(mark, "unit"));
  const behind = at + end + 1;
  return end !== -1 && isPer(marks, behind) && meaningOf(marks[behind + 1], "unit")?.dimension === "duration";
}

function isPer(marks: readonly Mark[], at: number): boolean {
  return ["a", "an", "per", "each", "every", "/"].includes(marks[at]?.tokens[0]?.lower ?? "");
}

/** Something is counted right before: "500 files", "5 GB", "times". */
function counts(marks: readonly Mark[], at: number): boolean {
  const before = marks[at - 1];
  const isTimes = ["time", "once", "twice"].includes(before?.tokens[0]?.lemma ?? "");
  return isTimes || isA(before, "unit") || marks[at - 2]?.tokens[0]?.form === "number";
}

/** A part of a year is counted in months of thirty days, as people do: half a year is 180 days. */
function inUnits(amount: number, factor: number): number {
  const whole = Math.floor(amount);
  return factor === UNITS.duration.year
    ? whole * factor + (amount - whole) * 12 * UNITS.duration.month
    : amount * factor;
}

/** "90", "half a", "a couple of", and a bare unit counts once. */
function amountAt(marks: readonly Mark[], at: number): Amount {
  const mark = marks[at];
  const number = mark?.tokens[0]?.value;
  if (number !== undefined) return { value: number, end: at + 1 };
  const amount = meaningOf(mark, "amount");
  if (amount === null) return { value: 1, end: at };
  return { value: amount.value, end: isA(marks[at + 1], "article") ? at + 2 : at + 1 };
}

/** "a year and a half". */
function half(marks: readonly Mark[], at: number): { value: number; length: number } {
  const isHalf = marks[at]?.tokens[0]?.lemma === "and" && isA(marks[at + 1], "article");
  const amount = isHalf ? meaningOf(marks[at + 2], "amount") : null;
  return amount === null ? { value: 0, length: 0 } : { value: amount.value, length: 3 };
}

function takeCount(reading: Reading, at: number, amount: Amount): boolean {
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

function takePort(reading: Reading, at: number, value: number): void {
  const frame = candidates(reading, at).find((found) => found.kind.attributes.ingress?.type === "rules");
  if (frame === undefined || !Number.isInteger(value) || value < 1 || value > 65_535) return;
  const port = { protocol: "tcp", from: value, to: value };
  frame.rules.push({ is: "port", port, isNegated: reading.negated.has(at) });
  reading.uses.set(at, `${frame.kind.kind}.ingress`);
}
