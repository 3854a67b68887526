import type { Lexicon, Meant } from "./lexicon.ts";
import type { Word } from "./words.ts";

/** Words of a request that name a type. */
export interface Mention {
  /** `data.` stands before a data source. */
  readonly type: string;
  readonly strength: number;
  /** The words are but the end of its name. */
  readonly isEnding: boolean;
  /** Where the words stand in the request: characters from, up to. */
  readonly start: number;
  readonly end: number;
}

const MOST_WORDS = 9;
/** Part of a longer phrase: "instance" says less in "database instance". */
const INSIDE = 0.25;

/** Every phrase of the lexicon in the request; a phrase inside a longer one counts for little. */
export function mentionsIn(words: readonly Word[], lexicon: Lexicon): Mention[] {
  const spans = words.flatMap((_, from) => spansFrom(from, words, lexicon));
  const furthest = new Map<number, number>();
  for (const { from, upTo } of spans) furthest.set(from, Math.max(upTo, furthest.get(from) ?? 0));
  return spans.flatMap((span) => {
    const share = isInside(span, furthest) ? INSIDE : 1;
    const start = words[span.from]?.start ?? 0;
    const end = words[span.upTo]?.end ?? 0;
    return span.meant.map(({ type, strength, isEnding = false }) => ({
      type,
      start,
      end,
      strength: strength * share,
      isEnding,
    }));
  });
}

/** Numbers of its first and last word. */
interface Span {
  readonly from: number;
  readonly upTo: number;
  readonly meant: readonly Meant[];
}

function spansFrom(from: number, words: readonly Word[], lexicon: Lexicon): Span[] {
  const spans: Span[] = [];
  const sentence = words[from]?.sentence;
  let key = "";
  for (const [index, word] of words.slice(from, from + MOST_WORDS).entries()) {
    key += word.lemma;
    if (word.sentence !== sentence || key.length > lexicon.longest) break;
    const meant = lexicon.phrases.get(key);
    if (meant !== undefined) spans.push({ from, upTo: from + index, meant });
  }
  return spans;
}

/** Whether a longer phrase, beginning at most so many words before, holds it. */
function isInside({ from, upTo }: Span, furthest: ReadonlyMap<number, number>): boolean {
  if ((furthest.get(from) ?? 0) > upTo) return true;
  for (let before = from - 1; before > from - MOST_WORDS; before -= 1)
    if ((furthest.get(before) ?? -1) >= upTo) return true;
  return false;
}
