import { distance } from "fastest-levenshtein";
import type { Known } from "./existing.ts";
import { isA, type Mark, meaningOf, textOf } from "./meaning.ts";
import type { Reading } from "./reading.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { Binding } from "./understanding.ts";
import { KINDS } from "./vocabulary/kinds.ts";

/** Words that hold a sentence together may stay unused; every other word must have been used. */
export function findUnused(reading: Reading): Refusal | null {
  const unused = reading.marks.filter((mark, at) => !reading.uses.has(at) && !isConnective(mark));
  if (unused.length === 0) return null;
  const words = unused.map((mark) => `"${textOf(mark)}"`).join(", ");
  const refusal = refuse(
    "intent/not-understood",
    `I do not know what to do with ${words}.`,
    whatCanBeSaid(reading),
  );
  return { ...refusal, about: reading.frames.map(({ kind }) => kind.kind) };
}

export function bindingsOf(reading: Reading): Binding[] {
  return [...reading.uses]
    .sort(([one], [other]) => one - other)
    .flatMap(([at, as]) => {
      const mark = reading.marks[at];
      return mark === undefined ? [] : [{ words: `${negationOf(reading, at)}${textOf(mark)}`, as }];
    });
}

/** "without" of "without encryption": what is turned round is named with what turns it. */
function negationOf({ marks, negated }: Reading, at: number): string {
  if (!negated.has(at)) return "";
  const negation = marks.slice(0, at).findLast((mark) => isA(mark, "no"));
  return negation === undefined ? "" : `${textOf(negation)} `;
}

/** Said when no thing that we know is named. */
export function nothingAsked(text: string, reading: Reading, known: readonly Known[]): Refusal {
  const said = reading.marks.filter((mark) => mark.meanings.length === 0 && mark.tokens[0]?.form === "word");
  const words = said.map(textOf);
  const near = nearestNames(words, known);
  const kinds = KINDS.map((kind) => kind.nouns[0]).join(", ");
  if (near.length > 0) {
    return refuse(
      "intent/not-found",
      `The stack has nothing called ${words.join(" ")}.`,
      `The nearest names are ${near.join(", ")}.`,
    );
  }
  const request = text.trim().replaceAll(/\s+/g, " ").slice(0, 200);
  return refuse(
    "intent/unknown-kind",
    `Nothing in "${request}" is a thing that I can make.`,
    `I can make, change and remove: ${kinds}.`,
  );
}

/** Names of the stack within three letters of what was said, or sharing a word with it. */
export function nearestNames(said: readonly string[], known: readonly Known[]): string[] {
  return known
    .map(({ name }) => name)
    .filter((name) =>
      said.some((word) => distance(word.toLowerCase(), name) <= 3 || name.split("_").includes(word)),
    );
}

function isConnective(mark: Mark): boolean {
  if (mark.tokens[0]?.form === "break") return /^[,;:.!?()–—\n]$/.test(mark.tokens[0].text);
  const verb = meaningOf(mark, "verb");
  const connects = (["glue", "article", "filler", "or", "for"] as const).some((is) => isA(mark, is));
  // A negation that turned nothing round would be dropped in silence.
  return (connects || verb !== null) && !isA(mark, "no");
}

function whatCanBeSaid(reading: Reading): string {
  const about = reading.frames.map(
    ({ kind }) =>
      `about a ${kind.nouns[0]}: ${Object.values(kind.attributes).flatMap(firstWords).join(", ")}`,
  );
  return `Ask again without it. I understand ${[...new Set(about)].join("; ")}.`;
}

function firstWords(attribute: (typeof KINDS)[number]["attributes"][string]): string[] {
  if (attribute.type !== "choice") return attribute.names.slice(0, 1);
  return Object.values(attribute.values).flatMap((phrases) => phrases.slice(0, 1));
}
