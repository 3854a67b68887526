import { frameAt } from "./frame-at.ts";
import { takeFurther } from "./further.ts";
import { takeGivenNames } from "./given-names.ts";
import { headAt, headEnd } from "./heads.ts";
import { isA } from "./meaning.ts";
import { takePurpose } from "./names.ts";
import { type Frame, frameOf, type Reading } from "./reading.ts";
import type { Kind } from "./vocabulary/entry.ts";
import { KINDS } from "./vocabulary/kinds.ts";

/** Finds the things that a request speaks of, each with its noun phrase and its name. */
export function findFrames(reading: Reading): void {
  const early: string[] = [];
  for (const at of reading.marks.keys()) {
    if (reading.uses.has(at)) continue;
    if (isA(reading.marks[at], "for")) early.push(...nameFromPurpose(reading, at));
    const kind = headAt(reading, at);
    if (takeFurther(reading, at) || kind === null) continue;
    const frame = frameAt(reading, headEnd(reading, at, kind), { kind, purposes: early.splice(0), noun: at });
    // "Keep the logs a year" speaks of the log group just named, and makes no second one.
    if (!refersBack(reading, frame)) reading.frames.push(frame);
  }
  takeGivenNames(reading);
}

/** Without any noun, what is said may fit one kind only: an image on a cluster, a domain with an address. */
export function findImplied(reading: Reading): void {
  const kind = KINDS.find(({ impliedBy }) => impliedBy !== undefined && isImplied(reading, impliedBy));
  if (kind === undefined) return;
  reading.frames.push(frameOf({ kind, head: -1, start: -1, isIndefinite: true, isDefinite: false }));
  takeGivenNames(reading);
}

function isImplied({ marks, cloud }: Reading, { literals, clouds }: NonNullable<Kind["impliedBy"]>): boolean {
  if (clouds?.includes(cloud) === false) return false;
  return literals.every((form) =>
    marks.some(({ tokens }) => tokens[0]?.form === "literal" && form.test(tokens[0].text)),
  );
}

/** A noun without a name, and without an article that makes it new, is the thing of its kind that was spoken of before. */
function refersBack(reading: Reading, frame: Frame): boolean {
  const isNamedNext = isNamedAt(reading, frame.head + 1);
  if (frame.isIndefinite || frame.names.length > 0 || frame.purposes.length > 0 || isNamedNext) return false;
  return reading.frames.some(({ kind }) => kind.kind === frame.kind.kind);
}

/** "for the gateway" and "called gateway" name; "for 3 months" does not. */
function isNamedAt(reading: Reading, at: number): boolean {
  if (isA(reading.marks[at], "named")) return true;
  if (!isA(reading.marks[at], "for")) return false;
  const next = reading.marks.slice(at + 1).find((mark) => !isA(mark, "article"));
  return next?.tokens[0]?.form !== "number" && !isA(next, "amount") && !isA(next, "unit");
}

/** What a thing is for names it; said before any thing ("for the search service, add a log group") it is kept for the next. */
function nameFromPurpose(reading: Reading, at: number): string[] {
  const current = reading.frames.at(-1);
  if (current === undefined && !comesAfterBreak(reading, at)) return [];
  const name = takePurpose(reading, at, current?.kind);
  if (name.length === 0) return [];
  if (current === undefined) return [name.join(" ")];
  current.purposes.push(name.join(" "));
  return [];
}

/** Whether a noun follows behind the clause that starts here. */
function comesAfterBreak(reading: Reading, from: number): boolean {
  const end = reading.marks.findIndex(
    (mark, at) => at > from && (mark.tokens[0]?.form === "break" || isA(mark, "verb") || isA(mark, "glue")),
  );
  return end !== -1 && reading.marks.slice(end).some((mark) => isA(mark, "kind"));
}
