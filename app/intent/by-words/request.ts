import type { Catalogue } from "#shared/core/catalogue.ts";
import type { Facts } from "#shared/core/facts.ts";
import type { Search } from "#shared/core/search.ts";
import { describedIn } from "#shared/reading/described.ts";
import type { Mention } from "#shared/reading/mention-of.ts";
import { findMentions } from "#shared/reading/mentions.ts";
import { phraseIndex } from "#shared/reading/phrase-index.ts";
import { readWords, type Word } from "#shared/reading/words.ts";
import { type Thing, thingsIn } from "./things.ts";

export interface Known {
  readonly catalogue: Catalogue;
  readonly facts: Facts;
  readonly search: Search;
}

/** A request as the compiler sees it: words, what they name, and which of them a promise has come from. */
export interface Request {
  readonly text: string;
  readonly words: readonly Word[];
  readonly mentions: readonly Mention[];
  readonly things: readonly Thing[];
  /** Local name of the provider whose types are meant: `aws`, `azurerm`. */
  readonly provider: string;
  readonly known: Known;
  /** Places of words that a promise or guard was made of. */
  readonly used: Set<number>;
}

export function readForPromises(text: string, provider: string, known: Known): Request {
  const words = readWords(text);
  const mentions = findMentions(words, phraseIndex(known.catalogue, provider), known.catalogue);
  const things = thingsIn(words, mentions, known.catalogue);
  return { text, words, mentions, things, provider, known, used: new Set() };
}

/** Where nothing is named: what the words describe; nothing is promised of it, and it may be made. */
export function describedTypes({ text, words, mentions, provider, known }: Request): string[] {
  return mentions.length > 0
    ? []
    : describedIn(text, words, { search: known.search, provider }).map(({ type }) => type);
}

/** The words from one place to another, as they were written. */
export function wordsFrom(words: readonly Word[], from: number, to: number): string {
  return words
    .slice(Math.max(0, from), to + 1)
    .map(({ text, isQuoted }) => (isQuoted ? `"${text}"` : text))
    .join(" ");
}

const HEDGE = /^(optionally|optional|eg|perhaps|maybe|possibly|alternatively)$/;

/** What is only an example or left open binds nobody. */
export function isHedged({ words }: Pick<Request, "words">, at: number): boolean {
  const sentence = words[at]?.sentence;
  return words.some(
    (word, place) =>
      word.sentence === sentence &&
      !word.isQuoted &&
      (HEDGE.test(word.lemma) || (place < at && at - place < 6 && word.whole.toLowerCase() === "e.g")),
  );
}
