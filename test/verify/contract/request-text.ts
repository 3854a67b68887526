import type { Catalogue } from "#shared/core/catalogue.ts";
import { sentencesOf, wordsOf } from "./sentences.ts";
import { countsOf, type Found, foundIn } from "./types-named.ts";
import { namesPlain, namesText } from "./values-named.ts";

/**
 * What a request names, read by spelling alone and without anything of the compiler: this says which contradictions count, so it
 * must not know what the compiler looks for.
 *
 * - A type is named where all words of its name (without the provider) stand side by side, in singular or plural, and not as part of a
 *   longer type's name; without the service's word where two words remain.
 * - A name is that of the type that was named last before it in its sentence; of the next one where none was.
 * - A text is named where it is quoted, or stands unquoted as something that is no ordinary word (a digit, a dot or a dash in it).
 *   An ordinary word counts beside a word of the attribute's own name, and for `engine`, whose value people say instead.
 * - A number is named where it stands in one sentence with a word of the attribute's name, or with a unit that such attributes have.
 * - A flag is named where all words of its name, and of the block that it stands in, stand in one sentence, without a negation where it is on, with one where it is off.
 */
export interface RequestText {
  namesType(type: string): boolean;
  /** The number of two or more that stands before the type's words, null where none does. */
  countOf(type: string): number | null;
  namesValue(path: string, value: string | number | boolean): boolean;
  /** What the request calls one of this type, as quoted. */
  callsOf(type: string): readonly string[];
  /** Quoted texts. */
  readonly quoted: readonly string[];
}

export function readRequest(text: string, catalogue: Catalogue): RequestText {
  const sentences = sentencesOf(text);
  const found = foundIn(sentences, catalogue);
  const names = countsOf(sentences, found);
  const quoted = quotesIn(text).map(({ name }) => name);
  const odd = new Set(
    (text.match(/[\w.:/@-]+/g) ?? [])
      .map((token) => token.replace(/[.:,/-]+$/, "").toLowerCase())
      .filter((token) => token.length > 2 && /[a-z]/.test(token) && /[\d._:/-]/.test(token)),
  );
  for (const [dotted] of text.matchAll(/\d+(?:\.\d+)+(?:\/\d+)?/g)) odd.add(dotted);
  for (const text of quoted) odd.add(text.toLowerCase());
  return {
    quoted,
    namesType: (type) => names.has(type),
    countOf: (type) => names.get(type) ?? null,
    namesValue: (path, value) =>
      typeof value === "string"
        ? namesText(sentences, odd, { path, value })
        : sentences.some((one) => namesPlain(one, path, value)),
    callsOf: (type) =>
      sentences.flatMap((sentence, at) =>
        quotesIn(sentence.text)
          .filter(({ before }) => calledTypes(found, at, wordsOf(before).length).includes(type))
          .map(({ name }) => name),
      ),
  };
}

/** Quoted texts, each with what stands before it. */
function quotesIn(text: string): { name: string; before: string }[] {
  return [...text.matchAll(/["“`]([^"”`\n]+)["”`]|(?<!\w)'([^'\n]+)'/g)].map(({ index, 1: a, 2: b }) => ({
    name: (a ?? b ?? "").replace(/[,.;:]+$/, ""),
    before: text.slice(0, index),
  }));
}

/** Types of the phrase that ends last before the place in the sentence, else of the first one in it. */
function calledTypes(found: readonly Found[], sentence: number, place: number): string[] {
  const here = found.filter((one) => one.sentence === sentence);
  const before = here.filter(({ to }) => to < place);
  const end =
    before.length > 0 ? Math.max(...before.map(({ to }) => to)) : Math.min(...here.map(({ to }) => to));
  return here.filter(({ to }) => to === end).map(({ type }) => type);
}
