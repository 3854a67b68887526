import { LEXICON } from "./lexicon.ts";
import type { Mark, Meaning } from "./meaning.ts";
import { mendSpelling, mendUnit } from "./spelling.ts";
import { readTokens, type Token } from "./tokens.ts";
import { COPULAS } from "./vocabulary/grammar.ts";

/** Reads a request as phrases of the vocabulary, the longest first; what the vocabulary does not have stays a mark without meaning. */
export function readMarks(text: string, names: ReadonlySet<string>): Mark[] {
  const tokens = mendAll(readTokens(text, LEXICON), names);
  const marks: Mark[] = [];
  for (let at = 0; at < tokens.length; ) {
    const mark = markAt(tokens, at);
    marks.push(mark);
    at += mark.tokens.length;
  }
  return marks;
}

/** What follows "called" or "for" is a name, whatever it looks like. */
function mendAll(tokens: readonly Token[], names: ReadonlySet<string>): Token[] {
  let isNext = false;
  return tokens.map((token, at) => {
    const meanings = LEXICON.meanings([token]);
    const isProtected = isNext && !meanings.some((meaning) => meaning.is === "article");
    const announces = meanings.some((meaning) => meaning.is === "for" || meaning.is === "named");
    isNext = announces || (isNext && !isProtected);
    if (isProtected) return token;
    const isCounted = tokens[at - 1]?.form === "number";
    return mendSpelling(isCounted ? mendUnit(token) : token, (lemma) => names.has(lemma));
  });
}

function markAt(tokens: readonly Token[], at: number): Mark {
  for (let length = Math.min(LEXICON.longest, tokens.length - at); length > 0; length -= 1) {
    const slice = tokens.slice(at, at + length);
    if (slice.some((token) => token.form !== "word")) continue;
    const meanings = LEXICON.meanings(slice);
    if (meanings.length > 0) return withTaken(slice, meanings, tokens.slice(at + length));
  }
  return { tokens: tokens.slice(at, at + 1), meanings: [] };
}

/** "called X" and "partition key X" take X as it stands, even where X is a word of the vocabulary. */
function withTaken(phrase: readonly Token[], meanings: readonly Meaning[], rest: readonly Token[]): Mark {
  const takes = meanings.some(
    (meaning) => meaning.is === "named" || (meaning.is === "announcement" && meaning.takesWord),
  );
  if (!takes) return { tokens: phrase, meanings };
  const start = rest.findIndex((token) => !isCopula(token));
  const value = rest[start];
  if (value === undefined || !isTakeable(value)) return { tokens: phrase, meanings };
  const end = nameEnd(rest, start);
  const taken = rest
    .slice(start, end)
    .map((token) => token.text)
    .join(value.form === "word" ? "_" : " ");
  return { tokens: [...phrase, ...rest.slice(0, end)], meanings, taken };
}

/** A name goes on over words that nobody knows: "order id". */
function nameEnd(rest: readonly Token[], start: number): number {
  if (rest[start]?.form !== "word") return start + 1;
  const end = rest.findIndex(
    (token, at) => at > start && (token.form !== "word" || LEXICON.meanings([token]).length > 0),
  );
  return end === -1 ? rest.length : end;
}

function isCopula(token: Token): boolean {
  return token.text === ":" || (token.form === "word" && COPULAS.includes(token.text.toLowerCase()));
}

function isTakeable(token: Token): boolean {
  if (token.form === "break" || token.form === "number") return false;
  return !LEXICON.meanings([token]).some((meaning) => ["glue", "or", "no"].includes(meaning.is));
}
