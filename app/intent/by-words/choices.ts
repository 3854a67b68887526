import type { Promised } from "#shared/core/contract.ts";
import type { Word } from "#shared/reading/words.ts";
import { holding } from "./amounts.ts";
import { kindOf, type Telling, tellingLeaves } from "./leaf-words.ts";
import { isHedged, type Known, type Request, wordsFrom } from "./request.ts";

/** A word that is one of an argument's known values, in a sentence with a word of that argument, is what it holds; an engine is named by its value alone. */
export function choicePromises(request: Request): Promised[] {
  const { words, things, known, used } = request;
  const wanted = things.filter(({ denied }) => denied === null);
  const choices = tellingLeaves(wanted, known.catalogue)
    .filter(({ leaf }) => kindOf(leaf) === "string")
    .flatMap((telling) => valuesOf(telling, known).map((value) => ({ telling, value })));
  const byValue = Map.groupBy(choices, ({ value }) => value.toLowerCase());
  return words.flatMap((word, at): Promised[] => {
    const found = (byValue.get(spelling(word)) ?? []).filter((one) => isMeant(request, one.telling, at));
    const [first] = found;
    if (used.has(at) || first === undefined || isHedged(request, at) || isNegated(words, at)) return [];
    used.add(at);
    return [
      holding(
        found.map(({ telling }) => telling),
        first.value,
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
  /^(default|example|main|test|name|true|false|string|service|none|all|any|instance|standard)$/;

/** As the provider writes them; capitals are no difference to whoever says them. */
function valuesOf({ type, leaf }: Telling, { facts }: Known): string[] {
  const seen = (facts.of(type)?.values[leaf.path] ?? []).map(([value]) => value);
  const values = [...leaf.values, ...seen].flatMap((value) => (typeof value === "string" ? [value] : []));
  const byCase = new Map(values.toReversed().map((value) => [value.toLowerCase(), value]));
  return [...byCase].flatMap(([lower, value]) =>
    /^[a-z][a-z0-9_-]{2,}$/.test(lower) && !ORDINARY.test(lower) ? [value] : [],
  );
}

/** A word of the argument's name stands near, or it is an engine; of the words that name a thing only those right before it: "a Redshift cluster destination". */
function isMeant(request: Request, { leaf, words: telling }: Telling, at: number): boolean {
  if (/(^|\.)engine$/.test(leaf.path)) return true;
  const { words, mentions } = request;
  const mention = mentions.find(({ from, to }) => from <= at && at <= to);
  if (mention !== undefined) return telling.includes(words[mention.to + 1]?.lemma ?? "");
  if (STATE.test(words[at]?.lemma ?? "")) return isBeside(request, telling, at);
  const isGiven = GIVING.test(words[at - 1]?.lemma ?? "");
  return words.some(
    (word, place) =>
      place !== at &&
      word.sentence === words[at]?.sentence &&
      (isGiven ? place < at : Math.abs(place - at) < 5) &&
      !word.isQuoted &&
      telling.includes(word.lemma),
  );
}

/** So many arguments have these that all words of the right one stand right beside: "object lock enabled". */
const STATE = /^(enabled|disabled)$/;

function isBeside({ words }: Request, telling: readonly string[], at: number): boolean {
  const { length } = telling;
  const sides = [words.slice(Math.max(0, at - length), at), words.slice(at + 1, at + 1 + length)];
  return (
    length > 0 && sides.some((side) => telling.every((word) => side.some(({ lemma }) => lemma === word)))
  );
}

/** "set to private" is said of whatever stands before it in the sentence. */
const GIVING = /^(to|as)$/;

function isNegated(words: readonly Word[], at: number): boolean {
  return words.slice(Math.max(0, at - 2), at).some(({ lemma }) => /^(no|not|without|never)$/.test(lemma));
}
