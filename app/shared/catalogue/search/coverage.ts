import type { Lexicon, NamedType } from "./lexicon.ts";
import type { Word } from "./words.ts";

/** How much of a type's name the request says anywhere, 0 to 1; rare words count more, and nothing counts without its first. */
export type Coverage = (type: NamedType) => number;

/** The first word says the service: without it the rest may belong to any. */
const WITHOUT_SERVICE = 0.4;

export function coverageOf(words: readonly Word[], lexicon: Lexicon): Coverage {
  const lemmas = words.map(({ lemma }) => lemma);
  const said = new Set(
    lemmas.flatMap((_, index) => [1, 2, 3].map((count) => lemmas.slice(index, index + count).join(""))),
  );
  const rarity = rarityIn(lexicon);
  return ({ words: names }) => {
    const isSaid = names.map((sayings) => sayings.some((saying) => said.has(saying)));
    // Most names share no word with a request, and every request goes through all of them.
    if (!isSaid.includes(true)) return 0;
    const values = names.map(([name = ""]) => rarity(name));
    const penalty = isSaid[0] === false && names.length > 1 ? (values[0] ?? 0) * WITHOUT_SERVICE : 0;
    return sum(values.filter((_, index) => isSaid[index])) / (sum(values) + penalty || 1);
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

const rarities = new WeakMap<Lexicon, (word: string) => number>();

function rarityIn(lexicon: Lexicon): (word: string) => number {
  const known = rarities.get(lexicon);
  if (known !== undefined) return known;
  const counts = new Map<string, number>();
  for (const { words } of lexicon.types)
    for (const [word = ""] of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rarity = (word: string) => Math.log(1 + lexicon.types.length / (counts.get(word) ?? 1));
  rarities.set(lexicon, rarity);
  return rarity;
}
