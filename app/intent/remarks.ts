import nlp from "compromise";
import { clausesIn, remarksIn, type Stretch, sentencesIn, setAside } from "./clauses.ts";
import { isKnown, type Known } from "./existing.ts";
import { isA, type Mark, meaningOf, textOf } from "./meaning.ts";
import { framesIn } from "./others.ts";
import type { Frame, Reading } from "./reading.ts";
import { DEMANDS, isConditional } from "./stories.ts";

/**
 * People tell what surrounds their request. A sentence of which nothing was understood, and a clause that names no thing, number, name or
 * negation, are listed as not covered, in their own words; anything else that was not understood stays a refusal.
 */
export function takeRemarks(reading: Reading): void {
  if (reading.frames.length === 0) return;
  for (const sentence of sentencesIn(reading.marks)) {
    if (isUsed(reading, sentence)) listChatter(reading, sentence);
    else setAside(reading, sentence);
  }
  reading.remarks.push(...remarksIn(reading));
}

function listChatter(reading: Reading, sentence: Stretch): void {
  for (const clause of clausesIn(reading.marks, sentence)) {
    if (isChatter(reading, clause)) setAside(reading, clause);
  }
}

/**
 * A thing that is only spoken of ("the old server keeps falling over") is none that is asked for: it is not there, nothing is said of it,
 * nobody wants it made, and its sentence has no other.
 */
export function forgetMentions(reading: Reading, known: readonly Known[]): void {
  for (const sentence of sentencesIn(reading.marks)) {
    const inside = framesIn(reading, sentence);
    const [only] = inside;
    if (only === undefined || inside.length > 1 || reading.frames.length === 1) continue;
    if (!isMention(reading, only, sentence) || isKnown(only, known)) continue;
    reading.frames.splice(reading.frames.indexOf(only), 1);
    for (let at = sentence.from; at < sentence.to; at += 1) reading.uses.delete(at);
  }
}

function isUsed({ uses }: Reading, { from, to }: Stretch): boolean {
  return [...uses.keys()].some(
    (at) => from <= at && at < to && !["reason", "asker", "remark"].includes(uses.get(at) ?? ""),
  );
}

function isChatter(reading: Reading, clause: Stretch): boolean {
  const marks = reading.marks.slice(clause.from, clause.to);
  const kinds = new Set(reading.frames.map(({ kind }) => kind.kind));
  const isBare =
    marks.length > 1 && !isUsed(reading, clause) && !marks.some((mark) => saysSomething(mark, kinds));
  return (
    isBare &&
    !describes(marks) &&
    !isConditional(reading.marks, clause.from) &&
    !marks.some((mark) => DEMANDS.includes(mark.tokens[0]?.lemma ?? ""))
  );
}

/** "…, replicated to Ireland" is said of the thing before. */
function describes([first]: readonly Mark[]): boolean {
  const word = first?.meanings.length === 0 ? textOf(first) : "";
  return word.length > 3 && nlp(word).has("#PastTense");
}

/** A thing, a number, a name in quotes, a negation, or what can be said of one of the things. */
function saysSomething(mark: Mark, kinds: ReadonlySet<string>): boolean {
  const says = (["kind", "no", "off", "unit", "amount", "named"] as const).some((is) => isA(mark, is));
  const isSaid = mark.meanings.some(
    (meaning) => (meaning.is === "value" || meaning.is === "announcement") && kinds.has(meaning.kind),
  );
  return says || isSaid || ["number", "quoted", "literal"].includes(mark.tokens[0]?.form ?? "");
}

function isMention({ marks }: Reading, frame: Frame, { from, to }: Stretch): boolean {
  const isWanted = marks
    .slice(from, to)
    .some((mark) => ["create", "remove"].includes(meaningOf(mark, "verb")?.verb ?? ""));
  const isSaid = Object.keys(frame.values).length + frame.announced.size + frame.rules.length > 0;
  return frame.isDefinite && !frame.isIndefinite && !isWanted && !isSaid && frame.purposes.length === 0;
}
