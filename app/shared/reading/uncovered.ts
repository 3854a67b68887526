import type { Mention } from "./mention-of.ts";
import { numberOf, type Word } from "./words.ts";

interface Coverage {
  readonly mentions: readonly Mention[];
  /** Places of words that became a value. */
  readonly used: ReadonlySet<number>;
  /** What things are called in the request, and by which word each is told from others. */
  readonly asked: readonly { readonly called: string | null; readonly qualifier: string | null }[];
}

/** Words that only hold a request together. */
const CONNECTIVE =
  /^(a|an|the|and|or|of|for|to|in|on|at|by|as|it|its|this|that|these|those|which|with|from|into|is|are|be|been|being|was|will|would|can|could|should|must|have|has|had|using|use|used|via|through|between|both|each|all|any|also|then|so|please|i|we|you|me|us|my|our|your|their|them|they|there|create|creates|make|makes|add|build|provision|provisions|generate|generates|configure|configures|define|defines|set|sets|setup|up|give|need|want|like|deploy|launch|implement|establish|establishes|provide|new|basic|simple|example|resource|terraform|configuration|infrastructure|service|named|name|called|call|tag|tagged|attach|attached|associate|associated|associates|connect|connected|link|linked|belong|under|within|inside|respectively|one|some|another|second|first|additional|other|ensure|ensuring|including|include|includes|where|when|same|specific|specified|appropriate|necessary|required|proper)$/;

/** What the change says nothing about, in the words of the request: a phrase for each run of words that nothing was done with. */
export function uncoveredIn(words: readonly Word[], { mentions, used, asked }: Coverage): string[] {
  const called = new Set(asked.flatMap(({ called }) => (called === null ? [] : [called])));
  const qualifiers = new Set(asked.flatMap(({ qualifier }) => (qualifier === null ? [] : [qualifier])));
  const isCovered = (word: Word, at: number) =>
    used.has(at) ||
    mentions.some(({ from, to }) => from <= at && at <= to) ||
    called.has(word.text) ||
    (!word.isQuoted && (CONNECTIVE.test(word.lemma) || qualifiers.has(word.lemma))) ||
    isCount(words, mentions, at);
  const runs: Word[][] = [];
  words.forEach((word, at) => {
    if (isCovered(word, at)) return;
    const last = runs.at(-1);
    const previous = words[at - 1];
    if (last !== undefined && previous !== undefined && last.at(-1) === previous) last.push(word);
    else runs.push([word]);
  });
  return runs.map((run) => run.map(({ text }) => text).join(" "));
}

/** "two" before the things that it counts. */
function isCount(words: readonly Word[], mentions: readonly Mention[], at: number): boolean {
  const word = words[at];
  return (
    word !== undefined &&
    numberOf(word) !== null &&
    mentions.some(({ from, count }) => count > 1 && from > at && from - at < 5)
  );
}
