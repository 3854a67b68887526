import { distance } from "fastest-levenshtein";
import { LEXICON } from "./lexicon.ts";
import { lemmaOf, type Token } from "./tokens.ts";
import { UNITS } from "./vocabulary/grammar.ts";

/** Shorter words have too many neighbours. */
const SHORTEST = { swap: 4, slip: 5, measure: 3 } as const;

/** A word one slip away from exactly one word of the vocabulary is taken for it; names of the stack are never mended. */
export function mendSpelling(token: Token, isName: (lemma: string) => boolean): Token {
  if (token.form !== "word" || token.text.length < SHORTEST.swap) return token;
  if (LEXICON.isWord(token.lemma) || isName(token.lemma)) return token;
  const lower = token.text.toLowerCase();
  const meant = [...new Set(LEXICON.words.filter((word) => isOneSlipAway(lower, word)).map(lemmaOf))];
  const [only] = meant;
  if (only === undefined || meant.length > 1) return token;
  // "seconds" is no slip, only a plural that has no base form.
  return { ...token, lower: only, lemma: only, ...(lower === `${only}s` ? {} : { misspelt: lower }) };
}

const MEASURES = Object.values(UNITS)
  .flatMap((units) => Object.keys(units))
  .filter((unit) => unit.length >= SHORTEST.measure);

/** Behind a number stands what it counts: a short word with the same first letter and one other slip is the unit. */
export function mendUnit(token: Token): Token {
  if (token.form !== "word" || token.text.length <= SHORTEST.measure || LEXICON.isWord(token.lemma))
    return token;
  const lower = token.text.toLowerCase();
  const [only, ...others] = MEASURES.filter(
    (unit) => unit[0] === lower[0] && (distance(lower, `${unit}s`) === 1 || isSwapped(lower, `${unit}s`)),
  );
  if (only === undefined || others.length > 0) return token;
  return { ...token, lower: only, lemma: only, misspelt: lower };
}

/** One letter too many, missing or wrong, or two neighbours swapped; a plural counts as its singular. */
function isOneSlipAway(written: string, word: string): boolean {
  if (word.length < SHORTEST.swap) return false;
  const maySlip = word.length >= SHORTEST.slip && written.length >= SHORTEST.slip;
  return [word, `${word}s`].some(
    (form) => (maySlip && distance(written, form) === 1) || isSwapped(written, form),
  );
}

function isSwapped(written: string, word: string): boolean {
  if (written.length !== word.length || distance(written, word) !== 2) return false;
  const at = [...written].findIndex((letter, index) => letter !== word[index]);
  return written[at] === word[at + 1] && written[at + 1] === word[at];
}
