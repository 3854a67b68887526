import { takeFurther } from "./further.ts";
import { isA, isNumber, type Mark, meaningOf, textOf } from "./meaning.ts";
import { appositive, bareName, nounsBefore, takePurpose } from "./names.ts";
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

/** A noun directly before another noun is part of its name: "the server role"; a word of the current thing is not a new thing. */
function headAt(reading: Reading, at: number): Kind | null {
  const mark = reading.marks[at];
  const meant = meaningOf(mark, "kind");
  const isNamePart = isA(reading.marks[at + 1], "kind") && !reading.uses.has(at + 1);
  if (mark === undefined || meant === null || reading.uses.has(at) || isNamePart) return null;
  if (isSaidOf(mark, reading.frames.at(-1)?.kind)) return null;
  const kind = KINDS.find((one) => one.kind === meant.kind) ?? null;
  // "three instances" are replicas where the cloud has no such thing.
  const isHere = kind?.types[reading.cloud] !== undefined;
  return isHere || !(isA(mark, "announcement") && isNumber(reading.marks[at - 1])) ? kind : null;
}

const CLASSES = ["database", "db", "server", "instance", "cluster"];

/** "Postgres 16 database": a version stands inside the noun. */
function headEnd({ marks }: Reading, at: number, { attributes }: Kind): number {
  const takesNumber = Object.values(attributes).some(
    (entry) => entry.type === "count" && entry.followsNoun === true,
  );
  const isNumbered = marks[at + 1]?.tokens[0]?.form === "number";
  const isClass = CLASSES.includes(marks[at + 2]?.tokens[0]?.lemma ?? "");
  return takesNumber && isNumbered && isClass ? at + 2 : at;
}

function isSaidOf(mark: Mark, kind: Kind | undefined): boolean {
  return mark.meanings.some((meaning) => meaning.is === "value" && meaning.kind === kind?.kind);
}

function frameAt(
  reading: Reading,
  head: number,
  given: { readonly kind: Kind; readonly purposes: string[]; readonly noun: number },
): Frame {
  const { kind, purposes, noun } = given;
  reading.uses.set(head, kind.kind);
  reading.uses.set(noun, kind.kind);
  const start = phraseStart(reading, noun);
  const before = nounsBefore(reading, { start, head: noun, kind });
  const behind = nameBehind(reading, head + 1, kind);
  const name = [...before, ...behind];
  const phrase = reading.marks.slice(start, noun);
  return frameOf({
    kind,
    head,
    start,
    names: name.length === 0 ? [] : [name.join(" ")],
    purposes,
    isIndefinite: hasArticle(phrase, true),
    isDefinite: hasArticle(phrase, false),
  });
}

/** "log group checkout", "postgres 15 crm", "function resize". */
function nameBehind(reading: Reading, at: number, { attributes }: Kind): string[] {
  const isVersioned =
    isNumber(reading.marks[at]) &&
    Object.values(attributes).some((entry) => entry.type === "count" && entry.followsNoun === true);
  const found = appositive(reading, isVersioned ? at + 1 : at);
  return found.length > 0 ? found : bareName(reading, at);
}

/** Back from the noun to the article, or to what cannot belong to its phrase. */
function phraseStart(reading: Reading, head: number): number {
  let start = head;
  while (start > 0) {
    const mark = reading.marks[start - 1];
    if (mark === undefined || reading.uses.has(start - 1) || endsPhrase(mark)) break;
    start -= 1;
    if (isA(mark, "article") && !isA(reading.marks[start - 1], "article")) break;
  }
  return start;
}

function endsPhrase(mark: Mark): boolean {
  if (mark.tokens[0]?.form === "break") return mark.tokens[0].text !== ",";
  const ends = ["glue", "verb", "no", "or", "off", "named", "for", "unit", "announcement"];
  return mark.meanings.some((meaning) => ends.includes(meaning.is));
}

function hasArticle(phrase: readonly Mark[], indefinite: boolean): boolean {
  return phrase.some((mark) => meaningOf(mark, "article")?.indefinite === indefinite);
}

/** "called X" and a lone quotation name the nearest thing before them, else the first after them; what stands before the noun of a new thing is no name then, and is listed. */
function takeGivenNames(reading: Reading): void {
  const named = new Set<Frame>();
  reading.marks.forEach((mark, at) => {
    const given = givenAt(reading, mark, at);
    const owner = reading.frames.findLast((frame) => frame.head < at) ?? reading.frames[0];
    if (given === undefined || owner === undefined) return;
    if (owner.isIndefinite && !named.has(owner)) reading.remarks.push(...owner.names.splice(0));
    named.add(owner);
    owner.names.unshift(given);
    reading.uses.set(at, "name");
  });
}

function givenAt({ uses }: Reading, mark: Mark, at: number): string | undefined {
  if (isA(mark, "named")) return mark.taken;
  const isQuotation = mark.tokens[0]?.form === "quoted" && !uses.has(at) && !isSpeech(mark);
  return isQuotation ? textOf(mark) : undefined;
}

/** Whole sentences that somebody quotes are no name. */
function isSpeech(mark: Mark): boolean {
  return textOf(mark).split(/\s+/).length > 4;
}
