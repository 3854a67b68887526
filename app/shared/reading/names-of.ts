import type { Mention } from "./mention-of.ts";
import type { Word } from "./words.ts";

const NAMING = /^(name|named|called|call|titled|label|labeled|labelled|identifier|naming)$/;

/** Quoted words that name the thing: right behind it or after "named"; a list of them names several. */
export function namesOf(words: readonly Word[], mentions: readonly Mention[], mention: Mention): string[] {
  const next = mentions.find(({ from }) => from > mention.to)?.from ?? words.length;
  const behind = words
    .slice(mention.to + 1, next)
    .filter(
      ({ sentence, lemma, isQuoted }, at) =>
        sentence === mention.sentence && (at > 0 || isQuoted || lemma !== "resource"),
    );
  const [first, second] = behind;
  if (first?.isQuoted === true) return list(behind);
  const isNamed = NAMING.test(first?.lemma ?? "");
  if (isNamed && first?.isClosed === false && second?.isQuoted === false && !GLUE.test(second.lemma))
    return [second.text];
  const at = behind.findIndex((word, place) => NAMING.test(word.lemma) && isNear(behind, place));
  return at >= 0 && at <= FARTHEST
    ? list(behind.slice(behind.findIndex(({ isQuoted }, place) => place > at && isQuoted)))
    : [];
}

/** So many words may stand between a thing and what names it. */
const FARTHEST = 6;

/** "named "x"", "whose name is "x"", "with name attribute set to "x"". */
function isNear(words: readonly Word[], at: number): boolean {
  const quote = words.findIndex(({ isQuoted }, place) => place > at && isQuoted);
  return quote > at && words.slice(at + 1, quote).every(({ lemma }) => GLUE.test(lemma));
}

const GLUE = /^(as|is|of|to|with|the|a|an|it|them|and|for|attribute|set|resource)$/;

/** `"a", "b" and "c"`. */
function list(words: readonly Word[]): string[] {
  const end = words.findIndex(
    (word, at) => !word.isQuoted && !(word.lemma === "and" && words[at + 1]?.isQuoted === true),
  );
  return words
    .slice(0, end === -1 ? words.length : end)
    .flatMap((word) => (word.isQuoted ? [word.text] : []));
}
