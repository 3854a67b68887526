import { isA, type Mark, meaningOf } from "./meaning.ts";
import type { Reading } from "./reading.ts";

/** "not public", "without versioning or encryption", "versioning off", and "remove versioning from …". */
export function markNegations(reading: Reading): void {
  reading.marks.forEach((mark, at) => {
    if (reading.uses.has(at)) return;
    if (isA(mark, "off")) negateBefore(reading, at);
    else if (isA(mark, "no") || meaningOf(mark, "verb")?.verb === "remove") negateAfter(reading, at);
  });
}

function negateBefore(reading: Reading, at: number): void {
  for (let back = at - 1; back >= 0; back -= 1) {
    if (!isPassedOver(reading.marks[back])) {
      if (!isNegatable(reading, back)) return;
      reading.negated.add(back);
      reading.uses.set(at, "negation");
      return;
    }
  }
}

function negateAfter(reading: Reading, at: number): void {
  let isCarried = true;
  for (let next = at + 1; next < reading.marks.length; next += 1) {
    const mark = reading.marks[next];
    if (isA(mark, "or")) {
      isCarried = true;
      reading.uses.set(next, "negation");
      continue;
    }
    if (isPassedOver(mark)) continue;
    if (!isCarried || !isNegatable(reading, next)) return;
    reading.uses.set(at, "negation");
    // "close port 22": what is turned round is the number, not the word that announces it.
    isCarried = announcesNumber(reading, next);
    if (!isCarried) reading.negated.add(next);
  }
}

function announcesNumber(reading: Reading, at: number): boolean {
  const form = reading.marks[at + 1]?.tokens[0]?.form;
  return isA(reading.marks[at], "announcement") && (form === "number" || form === "literal");
}

function isPassedOver(mark: Mark | undefined): boolean {
  return isA(mark, "article") || isA(mark, "glue") || isA(mark, "filler");
}

function isNegatable(reading: Reading, at: number): boolean {
  const mark = reading.marks[at];
  if (mark === undefined || reading.uses.has(at)) return false;
  return (
    isA(mark, "value") ||
    isA(mark, "announcement") ||
    ["number", "literal"].includes(mark.tokens[0]?.form ?? "")
  );
}
