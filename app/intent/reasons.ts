import { isA, textOf } from "./meaning.ts";
import type { Reading } from "./reading.ts";

const SUBJECTS = ["we", "i", "you", "please", "pls"];

/** "as part of the billing work we need …": a reason is shown back, never carried out, and must not speak of a thing. */
export function takeReasons(reading: Reading): void {
  reading.marks.forEach((mark, at) => {
    if (!isA(mark, "reason")) return;
    const end = reasonEnd(reading, at + 1);
    const clause = reading.marks.slice(at, end);
    if (clause.some((part) => isA(part, "kind") || isA(part, "value") || isA(part, "no"))) return;
    reading.reasons.push(clause.map(textOf).join(" "));
    for (let index = at; index < end; index += 1) reading.uses.set(index, "reason");
  });
}

function reasonEnd(reading: Reading, from: number): number {
  const end = reading.marks.findIndex((mark, at) => {
    const token = mark.tokens[0];
    return at >= from && (token?.form === "break" || SUBJECTS.includes(token?.lemma ?? ""));
  });
  return end === -1 ? reading.marks.length : end;
}
