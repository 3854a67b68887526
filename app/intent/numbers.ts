import { candidates } from "./candidates.ts";
import { type Amount, takeCount } from "./counts.ts";
import { isA, type Mark, meaningOf } from "./meaning.ts";
import { setQuantity } from "./quantities.ts";
import type { Reading } from "./reading.ts";
import { UNITS } from "./vocabulary/grammar.ts";

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

function takePort(reading: Reading, at: number, value: number): void {
  const frame = candidates(reading, at).find((found) => found.kind.attributes.ingress?.type === "rules");
  if (frame === undefined || !Number.isInteger(value) || value < 1 || value > 65_535) return;
  const port = { protocol: "tcp", from: value, to: value };
  frame.rules.push({ is: "port", port, isNegated: reading.negated.has(at) });
  reading.uses.set(at, `${frame.kind.kind}.ingress`);
}
