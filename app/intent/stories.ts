import nlp from "compromise";
import { clausesIn, type Stretch, sentencesIn, setAside } from "./clauses.ts";
import { isA, lowerTextOf, type Mark, type Meaning, meaningOf } from "./meaning.ts";
import type { Reading } from "./reading.ts";

/**
 * "We get 500 files a day", "the auditors come in three weeks": a clause that tells what others do, with a subject and a verb of its own, asks
 * for nothing. It is listed before anything in it can be taken for a value. What is said of the thing itself, or with a verb that asks, is none.
 */
export function takeStories(reading: Reading): void {
  const kinds = kindsIn(reading.marks);
  const clauses = sentencesIn(reading.marks).flatMap((sentence) => clausesIn(reading.marks, sentence));
  for (const clause of clauses) {
    const story = stretchesIn(reading.marks, clause).find(
      (stretch) => isStory(reading, stretch, kinds) && leavesAThing(reading, stretch),
    );
    if (story !== undefined) setAside(reading, story);
  }
}

const OPENERS = "and|but|so|because|since|as|though|although|whereas".split("|");

/** The clause, its end from a conjunction on, and its beginning up to one; the longest first. */
function stretchesIn(marks: readonly Mark[], { from, to }: Stretch): Stretch[] {
  const joints = [...marks.keys()].filter(
    (at) => from < at && at < to && OPENERS.includes(lowerTextOf(marks[at])),
  );
  const starts = [from, ...joints];
  const ends = [
    to,
    ...joints
      .filter((at) => !["and", "but", "so"].includes(lowerTextOf(marks[at])) || goesOn(marks[at + 1]))
      .reverse(),
  ];
  return starts.flatMap((start) =>
    ends
      .filter((end) => end > start && (start === from || end === to))
      .map((end) => ({ from: start, to: end })),
  );
}

/** Behind the conjunction somebody asks for something: "… and need a table". */
function goesOn(mark: Mark | undefined): boolean {
  return DEMANDS.includes(lemmaOf(mark)) || PEOPLE.includes(lowerTextOf(mark)) || isA(mark, "verb");
}

/** Verbs with which somebody asks for something. */
export const DEMANDS = ["need", "want", "please", "must", "should", "shall", "require", "would"];

function isStory({ marks, uses }: Reading, { from, to }: Stretch, kinds: ReadonlySet<string>): boolean {
  const start = OPENERS.includes(lowerTextOf(marks[from])) ? from + 1 : from;
  const clause = marks.slice(start, to);
  const verb = verbIn(clause);
  if (verb < 1 || isConditional(marks, from) || clause.some((_, offset) => uses.has(start + offset)))
    return false;
  const subject = clause.slice(0, verb).filter((mark) => !isAdverb(mark));
  const isOthers = subject.length <= LONGEST && subject.some(isNoun) && !subject.some(isThing);
  const isDemand = clause.some((mark) => DEMANDS.includes(lemmaOf(mark)));
  const isTold =
    !isDemand &&
    !asks(clause.slice(verb), kinds) &&
    !(clause.some((mark) => isA(mark, "no")) && !isSomebody(subject));
  const isSaid = clause.some((mark) => isSaidOf(mark, kinds));
  return isOthers && isTold && !(isSaid && (!isSomebody(subject) || HAVING.includes(lemmaOf(clause[verb]))));
}

/** "Public, until the auditors object": behind what it limits, such a clause is more than a story. */
export function isConditional(marks: readonly Mark[], from: number): boolean {
  const isFirst = from === 0 || /^[.!?;\n]$/.test(lowerTextOf(marks[from - 1]));
  const isLimit = ["when", "whenever", "while"].includes(lowerTextOf(marks[from])) && !isFirst;
  return isLimit || ["if", "unless", "until"].includes(lowerTextOf(marks[from]));
}

/** Longer than this it is no subject. */
const LONGEST = 7;
const PEOPLE =
  "we|i|you|they|he|she|people|everybody|everyone|somebody|someone|we're|they're|i'm|we've".split("|");
/** A subject with its verb. */
const CONTRACTED = ["we're", "they're", "i'm", "we've"];
const THINGS =
  "it|this|that|these|those|which|what|there|nobody|none|nothing|everything|anything|all|each|both|them|any|no|not|it's".split(
    "|",
  );
const ASKING =
  "ask|like|prefer|can|could|may|might|ought|cannot|can't|shouldn't|mustn't|let|make|give|create|i'd|we'd|let's".split(
    "|",
  );
/** "We use port 3000" asks for it, "we pay for the storage" does not. */
const HAVING = ["use", "have", "run", "get"];

function isSomebody(subject: readonly Mark[]): boolean {
  return subject.length === 1 && PEOPLE.includes(lowerTextOf(subject[0]));
}

function isNoun(mark: Mark): boolean {
  return (
    PEOPLE.includes(lowerTextOf(mark)) || (mark.meanings.length === 0 && mark.tokens[0]?.form === "word")
  );
}

/** Speaks of what is asked for: a thing, a word for what is in it, what can be said of it. */
function isThing(mark: Mark): boolean {
  const says = (
    ["kind", "value", "announcement", "filler", "no", "named", "unit", "amount", "for"] as const
  ).some((is) => isA(mark, is));
  const isForm = ["quoted", "literal"].includes(mark.tokens[0]?.form ?? "");
  return says || isForm || THINGS.includes(lowerTextOf(mark));
}

function isSaidOf(mark: Mark, kinds: ReadonlySet<string>): boolean {
  return mark.meanings.some(
    (meaning: Meaning) =>
      (meaning.is === "announcement" || (meaning.is === "value" && meaning.isDenied !== true)) &&
      kinds.has(meaning.kind),
  );
}

function asks([verb, next]: readonly Mark[], kinds: ReadonlySet<string>): boolean {
  if (verb === undefined) return true;
  // "Keeps falling over" keeps nothing.
  if (lemmaOf(verb) === "keep" && lowerTextOf(next).endsWith("ing")) return false;
  const isAsking = ASKING.includes(lemmaOf(verb)) || ASKING.includes(lowerTextOf(verb));
  return isAsking || isSaidOf(verb, kinds) || meaningOf(verb, "verb")?.verb === "remove";
}

/** "We currently store", "they never read". */
function isAdverb(mark: Mark): boolean {
  const isOwn = PEOPLE.includes(lowerTextOf(mark)) || THINGS.includes(lowerTextOf(mark));
  return !isOwn && (isA(mark, "no") || isA(mark, "glue"));
}

/** The mark with the first verb that has a person and a tense. */
function verbIn(clause: readonly Mark[]): number {
  if (CONTRACTED.includes(lowerTextOf(clause[0]))) return 1;
  const words = clause.flatMap(({ tokens }, at) => tokens.map(({ text }) => ({ text, at })));
  const terms = nlp(words.map(({ text }) => text).join(" "))
    .termList()
    .filter(({ text }) => text !== "");
  if (terms.length !== words.length) return -1;
  const found = terms.findIndex((term) => isTensed(term.tags));
  return words[found]?.at ?? -1;
}

function isTensed(tags: ReadonlySet<string> | undefined): boolean {
  return tags?.has("Verb") === true && !tags.has("Imperative") && !tags.has("Gerund");
}

function kindsIn(marks: readonly Mark[]): Set<string> {
  return new Set(marks.flatMap((mark) => meaningOf(mark, "kind")?.kind ?? []));
}

/** A story that alone names a thing may mean it: then it is read as anything else. */
function leavesAThing({ marks, uses }: Reading, { from, to }: Stretch): boolean {
  const named = [...marks.keys()].filter((at) => isA(marks[at], "kind") && !uses.has(at));
  const outside = named.filter((at) => at < from || at >= to);
  return outside.length > 0 || named.length === 0;
}

function lemmaOf(mark: Mark | undefined): string {
  return mark?.tokens[0]?.lemma ?? "";
}
