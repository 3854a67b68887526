import { setAside } from "./clauses.ts";
import { isA, type Mark, textOf } from "./meaning.ts";
import type { Reading } from "./reading.ts";

const CORRECTING = ["sorry", "no wait", "wait", "i mean", "make that", "correction", "rather", "or rather"];
/** Marks between a number and the word that takes it back, and between that word and the number that stands. */
const NEAR = 5;

/** "30 backups... sorry, 30 days": the number before the word is taken back, where another follows. What is taken back is listed. */
export function takeCorrections(reading: Reading): void {
  const { marks } = reading;
  for (const at of marks.keys()) {
    const end = correctionEnd(marks, at);
    const earlier = marks.slice(Math.max(0, at - NEAR), at).findLastIndex(isNumber);
    const later = marks.slice(end, end + NEAR).findIndex(isNumber);
    if (end === at || earlier === -1 || later === -1) continue;
    setAside(reading, { from: Math.max(0, at - NEAR) + earlier, to: end });
  }
}

function correctionEnd(marks: readonly Mark[], at: number): number {
  const two = marks
    .slice(at, at + 2)
    .map(textOf)
    .join(" ")
    .toLowerCase();
  if (CORRECTING.includes(two)) return at + 2;
  const mark = marks[at];
  return mark !== undefined && CORRECTING.includes(textOf(mark).toLowerCase()) ? at + 1 : at;
}

function isNumber(mark: Mark): boolean {
  return mark.tokens[0]?.form === "number" || isA(mark, "amount");
}
