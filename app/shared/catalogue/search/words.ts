import { distance } from "fastest-levenshtein";

/** One word of a request with where it stands. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** Lower case and singular; a misspelt word of the catalogue as the catalogue spells it. */
  readonly lemma: string;
  /** Which sentence, counted from 0: a phrase never spans two. */
  readonly sentence: number;
}

const PIECE = /[A-Za-z]+|\d+|[.!?;:](?=\s|$)|\n/g;

/** The words of a request in order, letters and digits apart: `route_53`, `Route53` and `route 53` read the same. */
export function wordsOf(text: string): Word[] {
  let sentence = 0;
  const words: Word[] = [];
  for (const { 0: piece, index } of text.matchAll(PIECE)) {
    if (/^[A-Za-z0-9]/.test(piece))
      words.push({ start: index, end: index + piece.length, lemma: lemmaOf(piece), sentence });
    else sentence += 1;
  }
  return words;
}

const LITTLE = new Set(
  "a an the our your their my its this that these those two three four some any of for to in on at with into all each other every".split(
    " ",
  ),
);

/** The words that carry meaning: "connect the two networks" reads like "connect networks". */
export function meaningful(words: readonly Word[]): Word[] {
  return words.filter(({ lemma }) => !LITTLE.has(lemma));
}

/** Singular and lower case, by spelling alone: what counts is that catalogue and request are spelt alike. */
export function lemmaOf(word: string): string {
  const lower = word.toLowerCase();
  if (/^(vm|db|ip|az|id)s$/.test(lower)) return lower.slice(0, -1);
  if (lower.length < 4 || /(ss|us|is|ics|ions)$/.test(lower)) return lower.replace(/ions$/, "ion");
  if (lower.endsWith("ies")) return `${lower.slice(0, -3)}y`;
  if (/(ss|x|ch|sh)es$/.test(lower)) return lower.slice(0, -2);
  return lower.replace(/s$/, "");
}

/**
 * Compares phrases without their spaces, so that `data base` and `database` are one. The words of a catalogue are few and come
 * again and again: each is read once.
 */
export class Speller {
  readonly #lemmas = new Map<string, string>();

  squeezed(phrase: readonly string[]): string {
    let key = "";
    for (const word of phrase) key += this.#lemmas.get(word) ?? this.#read(word);
    return key;
  }

  /** Everything that was read, each word once and as a lemma. */
  words(): string[] {
    const words = [...this.#lemmas.keys()].flatMap((word) => word.match(/[A-Za-z]+/g) ?? []);
    return [...new Set(words.map(lemmaOf))];
  }

  #read(word: string): string {
    const lemma = (word.match(/[A-Za-z]+|\d+/g) ?? []).map(lemmaOf).join("");
    this.#lemmas.set(word, lemma);
    return lemma;
  }
}

const SHORTEST = 6;

/** Words that a request may have meant. */
export interface Vocabulary {
  readonly words: ReadonlySet<string>;
  /** Those that are long enough to be recognised misspelt, by their first two letters. */
  readonly long: ReadonlyMap<string, readonly string[]>;
}

export function vocabularyOf(lemmas: readonly string[]): Vocabulary {
  const long = lemmas.filter((word) => word.length >= SHORTEST);
  return { words: new Set(lemmas), long: Map.groupBy(long, (word) => word.slice(0, 2)) };
}

/** Corrects words that the vocabulary lacks and that are one letter, or two that changed places, away from one that it has. */
export function corrected(words: readonly Word[], vocabulary: Vocabulary): Word[] {
  return words.map((word) => {
    if (word.lemma.length < SHORTEST || vocabulary.words.has(word.lemma)) return word;
    const meant = vocabulary.long.get(word.lemma.slice(0, 2))?.find((known) => isNear(word.lemma, known));
    return meant === undefined ? word : { ...word, lemma: meant };
  });
}

function isNear(word: string, known: string): boolean {
  if (Math.abs(word.length - known.length) > 1) return false;
  const steps = distance(word, known);
  return steps === 1 || (steps === 2 && sorted(word) === sorted(known));
}

function sorted(word: string): string {
  return [...word].sort().join("");
}
