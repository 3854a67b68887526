import { isA, type Mark } from "./meaning.ts";
import { frameOf, type Reading } from "./reading.ts";

/** "A bucket for logs and another for invoices", "… and one called media": one more of what was named last. */
export function takeFurther({ marks, uses, frames }: Reading, at: number): boolean {
  const end = lowerOf(marks[at]) === "another" && lowerOf(marks[at + 1]) === "one" ? at + 1 : at;
  const isPronoun = ["another", "one"].includes(lowerOf(marks[at]));
  const isListed = ["and", ",", "plus"].includes(lowerOf(marks[at - 1]));
  const goesOn = isA(marks[end + 1], "named") || isA(marks[end + 1], "for");
  const last = frames.at(-1);
  if (!isPronoun || !isListed || !goesOn || last === undefined) return false;
  for (let place = at; place <= end; place += 1) uses.set(place, last.kind.kind);
  frames.push(frameOf({ kind: last.kind, head: end, start: at, isIndefinite: true, isDefinite: false }));
  return true;
}

function lowerOf(mark: Mark | undefined): string {
  return mark?.tokens.length === 1 ? (mark.tokens[0]?.lower ?? "") : "";
}
