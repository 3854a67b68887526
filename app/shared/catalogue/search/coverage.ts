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
    const parts = names.map((sayings) => ({
      value: rarity(sayings[0] ?? ""),
      isSaid: sayings.some((saying) => said.has(saying)),
    }));
    const penalty = parts[0]?.isSaid === false && parts.length > 1 ? parts[0].value * WITHOUT_SERVICE : 0;
    return sum(parts.filter(({ isSaid }) => isSaid)) / (sum(parts) + penalty || 1);
  };
}

function sum(parts: readonly { readonly value: number }[]): number {
  return parts.reduce((total, { value }) => total + value, 0);
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
