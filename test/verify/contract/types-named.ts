import type { Catalogue } from "#shared/core/catalogue.ts";
import { NUMBERS, plain, type Sentence } from "./sentences.ts";

/** Where a type is named. */
export interface Found {
  readonly type: string;
  readonly sentence: number;
  readonly from: number;
  readonly to: number;
}

/** Where types are named, each by the longest name that fits. */
export function foundIn(sentences: readonly Sentence[], catalogue: Catalogue): Found[] {
  const phrases = phrasesOf(catalogue);
  const found = sentences.flatMap(({ words }, sentence) =>
    occurrences(words, phrases).map((one) => ({ ...one, sentence })),
  );
  return found.filter((one) => !found.some((other) => isInside(one, other)));
}

/** Each type with the greatest number before it. */
export function countsOf(
  sentences: readonly Sentence[],
  found: readonly Found[],
): Map<string, number | null> {
  const names = new Map<string, number | null>();
  for (const { type, sentence, from } of found) {
    const count = countBefore(sentences[sentence]?.words ?? [], from);
    names.set(type, Math.max(names.get(type) ?? 0, count ?? 0) || null);
  }
  return names;
}

function isInside(one: Found, other: Found): boolean {
  const isLonger = other.to - other.from > one.to - one.from;
  return one.sentence === other.sentence && isLonger && other.from <= one.from && other.to >= one.to;
}

/** Squeezed names: `route 53` and `route53` are one. */
function phrasesOf(catalogue: Catalogue): ReadonlyMap<string, readonly string[]> {
  const phrases = new Map<string, string[]>();
  const add = (words: readonly string[], type: string) => {
    const key = words.map(plain).join("");
    phrases.set(key, [...(phrases.get(key) ?? []), type]);
  };
  for (const type of catalogue.types({ provider: "aws" })) {
    const [, ...own] = type.split("_");
    add(own, type);
    if (own.length > 2) add(own.slice(1), type);
  }
  return phrases;
}

const LONGEST = 8;

function occurrences(words: readonly string[], phrases: ReadonlyMap<string, readonly string[]>): Found[] {
  return words.flatMap((_, from) =>
    Array.from({ length: LONGEST }, (_, more) => from + more).flatMap((to) => {
      const key = words.slice(from, to + 1).join("");
      return to < words.length
        ? (phrases.get(key) ?? []).map((type) => ({ type, sentence: 0, from, to }))
        : [];
    }),
  );
}

function countBefore(words: readonly string[], from: number): number | null {
  for (const word of words.slice(Math.max(0, from - 3), from)) {
    const number = /^\d+$/.test(word) ? Number(word) : NUMBERS.indexOf(word);
    if (number > 1 && number <= 20) return number;
  }
  return null;
}
