import type { Promised } from "#shared/core/contract.ts";
import type { Word } from "#shared/reading/words.ts";
import { holding } from "./amounts.ts";
import { kindOf, type Telling, tellingLeaves } from "./leaf-words.ts";
import { isHedged, type Known, type Request, wordsFrom } from "./request.ts";

/** A word that is one of an argument's known values, in a sentence with a word of that argument, is what it holds; an engine is named by its value alone. */
export function choicePromises(request: Request): Promised[] {
  const { words, things, known, used } = request;
  const asked = things.filter((thing) => thing.asked !== null);
  const choices = tellingLeaves(asked, known.catalogue)
    .filter(({ leaf }) => kindOf(leaf) === "string")
    .flatMap((telling) => valuesOf(telling, known).map((value) => ({ telling, value })));
  const byValue = Map.groupBy(choices, ({ value }) => value);
  return words.flatMap((word, at): Promised[] => {
    const found = (byValue.get(spelling(word)) ?? []).filter((one) => isMeant(request, one.telling, at));
    if (used.has(at) || found.length === 0 || isHedged(request, at) || isNegated(words, at)) return [];
    used.add(at);
    return [
      holding(
        found.map(({ telling }) => telling),
        spelling(word),
        wordsFrom(words, at - 2, at + 2),
      ),
    ];
  });
}

/** What people write otherwise than the value is written. */
const SPELLINGS: Readonly<Record<string, string>> = {
  postgresql: "postgres",
  postgressql: "postgres",
  maria: "mariadb",
};

function spelling({ text, isQuoted }: Word): string {
  const lower = text.toLowerCase();
  return isQuoted ? lower : (SPELLINGS[lower] ?? lower);
}

/** Values that are ordinary words tell nothing. */
const ORDINARY =
  /^(default|example|main|test|name|true|false|enabled|disabled|string|service|none|all|any|instance|standard)$/;

function valuesOf({ type, leaf }: Telling, { catalogue, facts }: Known): string[] {
  const [first = "", ...rest] = leaf.path.split(".");
  const field = catalogue.find(type)?.fields[first];
  const listed = rest.length === 0 ? (field?.values ?? []) : [];
  const seen = (facts.of(type)?.values[leaf.path] ?? []).map(([value]) => value);
  const values = [...listed, ...seen].flatMap((value) =>
    typeof value === "string" ? [value.toLowerCase()] : [],
  );
  return [...new Set(values)].filter((value) => /^[a-z][a-z0-9_-]{2,}$/.test(value) && !ORDINARY.test(value));
}

/** A word of the argument's name stands near, or it is an engine; never the words that name the thing. */
function isMeant({ words, mentions }: Request, { leaf, words: telling }: Telling, at: number): boolean {
  if (/(^|\.)engine$/.test(leaf.path)) return true;
  if (mentions.some(({ from, to }) => from <= at && at <= to)) return false;
  const sentence = words[at]?.sentence;
  return words.some(
    (word, place) =>
      place !== at &&
      word.sentence === sentence &&
      Math.abs(place - at) < 5 &&
      !word.isQuoted &&
      telling.includes(word.lemma),
  );
}

function isNegated(words: readonly Word[], at: number): boolean {
  return words.slice(Math.max(0, at - 2), at).some(({ lemma }) => /^(no|not|without|never)$/.test(lemma));
}
