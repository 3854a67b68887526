import type { Lexicon } from "./lexicon.ts";
import type { Word } from "./words.ts";

/** Words of a request that name a type. */
export interface Mention {
  /** `data.` stands before a data source. */
  readonly type: string;
  readonly strength: number;
  /** Where the words stand in the request: characters from, up to. */
  readonly start: number;
  readonly end: number;
}

const MOST_WORDS = 9;
/** Part of a longer phrase: "instance" says less in "database instance". */
const INSIDE = 0.35;

/** Every phrase of the lexicon in the request; a phrase inside a longer one counts for little. */
export function mentionsIn(words: readonly Word[], lexicon: Lexicon): Mention[] {
  const spans = words.flatMap((_, from) => spansFrom(from, words, lexicon));
  return spans.flatMap(({ start, end, meant }) => {
    const isInside = spans.some(
      (other) => other.start <= start && other.end >= end && other.end - other.start > end - start,
    );
    return meant.map(({ type, strength }) => ({
      type,
      start,
      end,
      strength: isInside ? strength * INSIDE : strength,
    }));
  });
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly meant: readonly { type: string; strength: number }[];
}

function spansFrom(from: number, words: readonly Word[], lexicon: Lexicon): Span[] {
  const spans: Span[] = [];
  const first = words[from];
  let key = "";
  for (const word of words.slice(from, from + MOST_WORDS)) {
    if (first === undefined || word.sentence !== first.sentence) break;
    key += word.lemma;
    if (key.length > lexicon.longest) break;
    const meant = lexicon.phrases.get(key);
    if (meant !== undefined) spans.push({ start: first.start, end: word.end, meant });
  }
  return spans;
}
