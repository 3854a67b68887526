import { isA, lowerOf, type Mark, meaningOf } from "./meaning.ts";
import type { Reading } from "./reading.ts";

/** "not public", "without versioning or encryption", "versioning off", and "remove versioning from …". */
export function markNegations(reading: Reading): void {
  reading.marks.forEach((mark, at) => {
    if (reading.uses.has(at)) return;
    if (isA(mark, "off")) negateBefore(reading, at);
    else if (isA(mark, "no") || meaningOf(mark, "verb")?.verb === "remove") negateAfter(reading, at);
  });
}

const OBJECTS = ["anything", "something", "any", "them", "it"];
/** Farther apart, a negation and its bound are of two minds. */
const FARTHEST = 6;

/** "Must not keep anything longer than 10 years": the number is the bound, and nothing is turned round. */
export function takeBounds({ marks, uses }: Reading): void {
  for (const at of marks.keys()) {
    const than = isA(marks[at], "no") && !uses.has(at) ? thanBehind(marks, at) : null;
    if (than === null) continue;
    const objects = [...marks.keys()].filter(
      (place) => at < place && place < than && OBJECTS.includes(lowerOf(marks[place])),
    );
    for (const place of [at, than, ...objects]) uses.set(place, "bound");
  }
}

function thanBehind(marks: readonly Mark[], at: number): number | null {
  const stretch = marks.slice(at + 1, at + 1 + FARTHEST);
  const than = at + 1 + stretch.findIndex((one) => isA(one, "than") || isEnd(one));
  return than > at && isA(marks[than], "than") && isAmount(marks[than + 1]) ? than : null;
}

function isAmount(mark: Mark | undefined): boolean {
  return mark?.tokens[0]?.form === "number" || isA(mark, "amount");
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
  for (let next = outsidersEnd(reading, at); next < reading.marks.length; next += 1) {
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

/** "Nobody outside the company may see it": who is left out is passed over, up to the verb. */
function outsidersEnd({ marks, uses }: Reading, at: number): number {
  if (lowerOf(marks[at + 1]) !== "outside" || !["nobody", "no"].includes(lowerOf(marks[at]))) return at + 1;
  const verb = marks.findIndex((mark, place) => place > at && (MAY.includes(lowerOf(mark)) || isEnd(mark)));
  if (verb === -1 || isEnd(marks[verb])) return at + 1;
  for (let place = at + 1; place < verb; place += 1) uses.set(place, "negation");
  return verb;
}

const MAY = ["may", "can", "should", "could", "must", "might", "is", "shall"];

function isEnd(mark: Mark | undefined): boolean {
  return mark?.tokens[0]?.form === "break";
}

function announcesNumber(reading: Reading, at: number): boolean {
  const form = reading.marks[at + 1]?.tokens[0]?.form;
  return isA(reading.marks[at], "announcement") && (form === "number" || form === "literal");
}

function isPassedOver(mark: Mark | undefined): boolean {
  return isA(mark, "article") || isA(mark, "glue") || isA(mark, "filler") || MAY.includes(lowerOf(mark));
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
