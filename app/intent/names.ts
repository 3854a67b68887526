import { isA, type Mark, textOf } from "./meaning.ts";
import type { Reading } from "./reading.ts";
import type { Kind } from "./vocabulary/entry.ts";
import { REGION } from "./vocabulary/grammar.ts";

/** The nouns before the head are its name: "the payment service bucket". */
export function nounsBefore(
  reading: Reading,
  phrase: { readonly start: number; readonly head: number; readonly kind: Kind },
): string[] {
  const found: string[] = [];
  for (let at = phrase.head - 1; at >= phrase.start; at -= 1) {
    const mark = reading.marks[at];
    if (mark === undefined || !isNameWord(mark, phrase.kind)) break;
    reading.uses.set(at, "name");
    found.unshift(textOf(mark));
  }
  return found;
}

/** "log group checkout": unknown words straight after the noun. */
export function appositive(reading: Reading, from: number): string[] {
  const found: string[] = [];
  for (let at = from; at < reading.marks.length; at += 1) {
    const mark = reading.marks[at];
    if (mark === undefined || reading.uses.has(at) || !isFreeWord(mark)) break;
    reading.uses.set(at, "name");
    found.push(textOf(mark));
  }
  return found;
}

/** "function resize, 256 MB": a verb or a general noun straight after the noun, with nothing that it could go on to, is its name too. */
export function bareName({ marks, uses }: Reading, at: number): string[] {
  const [mark, next] = [marks[at], marks[at + 1]];
  const isWord = mark?.tokens.length === 1 && (isA(mark, "verb") || isA(mark, "filler"));
  const isLast = next === undefined || /^[,.;\n]$/.test(textOf(next));
  if (mark === undefined || !isWord || !isLast || uses.has(at)) return [];
  uses.set(at, "name");
  return [textOf(mark)];
}

/** "for the media files": what a thing is for, up to the next word that says something else. */
export function takePurpose(reading: Reading, at: number, kind: Kind | undefined): string[] {
  const rest = reading.marks.slice(at + 1);
  const start = rest.findIndex((mark) => !isA(mark, "article") && !isOwnAttribute(mark, kind));
  if (start === -1) return [];
  const words = rest.slice(start);
  const isName = (mark: Mark, offset: number) =>
    !reading.uses.has(at + 1 + start + offset) &&
    (isNameWord(mark, kind) || (offset === 0 && isA(mark, "verb")));
  const end = words.findIndex((mark, offset) => !isName(mark, offset));
  const name = end === -1 ? words : words.slice(0, end);
  if (name.length > 0) reading.uses.set(at, "name");
  for (const offset of name.keys()) reading.uses.set(at + 1 + start + offset, "name");
  return name.map(textOf);
}

/** A name in quotes, a word nobody knows, or a name with dashes. */
function isFreeWord(mark: Mark): boolean {
  const token = mark.tokens[0];
  if (token === undefined || mark.meanings.length > 0) return false;
  if (token.form !== "literal") return token.form === "word" || token.form === "quoted";
  return (
    /^[a-z_][a-z0-9_-]*$/i.test(token.text) && !token.text.startsWith("ami-") && !REGION.test(token.text)
  );
}

/** In front of a noun or after "for", nouns of other kinds may be part of a name too. */
function isNameWord(mark: Mark, kind: Kind | undefined): boolean {
  if (isFreeWord(mark)) return true;
  return (
    mark.meanings.length > 0 &&
    mark.meanings.every((meaning) => {
      if (meaning.is === "kind" || meaning.is === "filler") return true;
      return (meaning.is === "value" || meaning.is === "announcement") && meaning.kind !== kind?.kind;
    })
  );
}

function isOwnAttribute(mark: Mark, kind: Kind | undefined): boolean {
  return mark.meanings.some((meaning) => meaning.is === "value" && meaning.kind === kind?.kind);
}
