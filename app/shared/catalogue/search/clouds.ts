import clouds from "../facts/clouds.json" with { type: "json" };
import { Speller, type Word, wordsOf } from "./words.ts";

const SPELLER = new Speller();

/** Words that only one cloud uses, squeezed. */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(clouds).flatMap(([provider, words]) =>
    words.map((word) => [SPELLER.squeezed(word.split(" ")), provider]),
  ),
);

const LONGEST = 3;

/** Kubernetes stands beside a cloud; one cloud takes the place of another. */
const BESIDE = new Set(["kubernetes"]);

/** The providers that a request speaks of: the clouds it names, else the one that is at home, and what stands beside a cloud. */
export function cloudsOf(request: string, home: string): string[] {
  const words = wordsOf(request);
  const found = new Set(words.flatMap((_, index) => providersAt(words.slice(index, index + LONGEST))));
  const clouds = [...found].filter((provider) => !BESIDE.has(provider));
  return clouds.length === 0 ? [...new Set([home, ...found])] : [...found];
}

function providersAt(words: readonly Word[]): string[] {
  return words.flatMap((_, index) => {
    const key = words.slice(0, index + 1).map(({ lemma }) => lemma);
    return NAMES.get(key.join("")) ?? [];
  });
}
