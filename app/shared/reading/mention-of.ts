import type { Found } from "./type-at.ts";
import { numberOf, type Word } from "./words.ts";

/** A place in the request that names a type. */
export interface Mention {
  readonly type: string;
  readonly mode: "managed" | "data";
  /** First and last word. */
  readonly from: number;
  readonly to: number;
  readonly sentence: number;
  /** How many are asked for by a number or a plural; 1 otherwise. */
  readonly count: number;
  readonly isPlural: boolean;
  /** "another", "second": one more than was named before. */
  readonly isFurther: boolean;
  /** Words such as "public" and "primary" that tell one from the other, each standing for one. */
  readonly qualifiers: readonly string[];
}

const QUALIFIERS =
  /^(public|private|primary|secondary|source|destination|first|second|third|blue|green|main|backup|replica|origin|target|internal|external|frontend|backend|production|staging|dev|prod|test)$/;

interface Place {
  readonly at: number;
  /** Last word of what was named before. */
  readonly after: number;
}

/** What is said of a type in the noun phrase that names it: how many, which one, another one. */
export function mentionOf(words: readonly Word[], place: Place, found: Found): Mention {
  const { at } = place;
  const { sentence = 0, isPlural = false } = words[at + found.length - 1] ?? {};
  const before = wordsBefore(words, place, sentence);
  const number = countIn(before);
  const qualifiers = before.filter(({ lemma }) => QUALIFIERS.test(lemma)).map(({ lemma }) => lemma);
  const isFurther = before.some(({ lemma }) => /^(another|second|additional|other|different)$/.test(lemma));
  const isMany = isPlural && !found.type.endsWith("s");
  const count = number ?? Math.max(1, qualifiers.length, isMany ? 2 : 1);
  return { ...found, from: at, to: at + found.length - 1, sentence, count, isPlural, isFurther, qualifiers };
}

/** "two public subnets", "the three queues": a number at the head; "Linux 2 image" counts nothing. */
function countIn(before: readonly Word[]): number | null {
  const at =
    before[0] !== undefined && /^(the|all|these|both|at|another|exactly)$/.test(before[0].lemma) ? 1 : 0;
  const number = before[at] === undefined ? null : numberOf(before[at]);
  return number !== null && number > 1 && number <= 20 && Number.isInteger(number) ? number : null;
}

/** The words of the same noun phrase: up to the nearest verb, preposition or other thing. */
function wordsBefore(words: readonly Word[], { at, after }: Place, sentence: number): Word[] {
  const before = words.slice(Math.max(0, at - 6, after + 1), at);
  const end = before.findLastIndex(
    (word) =>
      word.sentence !== sentence || (word.isQuoted && !/^\d+$/.test(word.text)) || BREAK.test(word.lemma),
  );
  return before.slice(end + 1);
}

/** Words that end a noun phrase. */
export const BREAK =
  /^(with|in|to|of|for|from|that|which|using|use|by|into|on|at|its|it|create|make|define|configure|set|have|has|is|are|be|will|attach|associate|provision|add|include|including|between|where|when|across|port|size|gb|mb|each|per|via|through|under|then|enable|named|called|version|within)$/;
