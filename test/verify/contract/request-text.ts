import type { Catalogue } from "#shared/core/catalogue.ts";

/**
 * What a request names, read by spelling alone and without anything of the compiler: this says which contradictions count, so it
 * must not know what the compiler looks for.
 *
 * - A type is named where all words of its name (without the provider) stand side by side, in singular or plural, and not as part of a
 *   longer type's name; without the service's word where two words remain.
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
  /** Quoted texts. */
  readonly quoted: readonly string[];
}

interface Sentence {
  readonly text: string;
  readonly words: readonly string[];
}

const NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const UNITS: Readonly<Record<string, RegExp>> = {
  gb: /storage|size|volume|disk|memory|capacity/,
  tb: /storage|size|volume|disk|capacity/,
  mb: /storage|size|memory/,
  day: /day|retention|retain|age|period/,
  hour: /hour|period|timeout/,
  minute: /minute|period|timeout|interval/,
  second: /second|period|timeout|interval|ttl/,
};
const EMPTY = new Set(
  "id name type count size number of in is the value enable enabled use with and or".split(" "),
);
const NO = /^(no|not|without|disable|disabled|never|none|false|off)$/;

export function readRequest(text: string, catalogue: Catalogue): RequestText {
  const sentences = text
    .split(/(?<=[.;!?])\s|\n/)
    .map((one): Sentence => ({ text: one, words: wordsOf(one) }));
  const names = namesIn(sentences, catalogue);
  const quoted = [...text.matchAll(/["“`]([^"”`\n]+)["”`]|(?<!\w)'([^'\n]+)'/g)].map(([, a, b]) =>
    (a ?? b ?? "").replace(/[,.;:]+$/, ""),
  );
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
  };
}

function wordsOf(text: string): string[] {
  return (text.match(/[A-Za-z]+|(?<![\w-])\d+(?:\.\d+)*(?=[A-Za-z]{0,3}(?![\w-]))|\d+/g) ?? []).map(plain);
}

function plain(word: string): string {
  const lower = word.toLowerCase();
  if (lower.endsWith("ies")) return `${lower.slice(0, -3)}y`;
  return lower.length > 3 && /[^s]s$/.test(lower) ? lower.slice(0, -1) : lower;
}

interface Found {
  readonly type: string;
  readonly sentence: number;
  readonly from: number;
  readonly to: number;
}

/** Types of the longest names first, each with the greatest number before it. */
function namesIn(sentences: readonly Sentence[], catalogue: Catalogue): Map<string, number | null> {
  const phrases = phrasesOf(catalogue);
  const found = sentences.flatMap(({ words }, sentence) =>
    occurrences(words, phrases).map((one) => ({ ...one, sentence })),
  );
  const kept = found.filter((one) => !found.some((other) => isInside(one, other)));
  const names = new Map<string, number | null>();
  for (const { type, sentence, from } of kept) {
    const count = countBefore(sentences[sentence]?.words ?? [], from);
    names.set(type, Math.max(names.get(type) ?? 0, count ?? 0) || null);
  }
  return names;
}

function isInside(one: Found, other: Found): boolean {
  const isLonger = other.to - other.from > one.to - one.from;
  return one.sentence === other.sentence && isLonger && other.from <= one.from && other.to >= one.to;
}

/** Squeezed names: `route 53` and `route53` are one. */
function phrasesOf(catalogue: Catalogue): ReadonlyMap<string, readonly string[]> {
  const phrases = new Map<string, string[]>();
  const add = (words: readonly string[], type: string) => {
    const key = words.map(plain).join("");
    phrases.set(key, [...(phrases.get(key) ?? []), type]);
  };
  for (const type of catalogue.types({ provider: "aws" })) {
    const [, ...own] = type.split("_");
    add(own, type);
    if (own.length > 2) add(own.slice(1), type);
  }
  return phrases;
}

const LONGEST = 8;

function occurrences(words: readonly string[], phrases: ReadonlyMap<string, readonly string[]>): Found[] {
  return words.flatMap((_, from) =>
    Array.from({ length: LONGEST }, (_, more) => from + more).flatMap((to) => {
      const key = words.slice(from, to + 1).join("");
      return to < words.length
        ? (phrases.get(key) ?? []).map((type) => ({ type, sentence: 0, from, to }))
        : [];
    }),
  );
}

function countBefore(words: readonly string[], from: number): number | null {
  for (const word of words.slice(Math.max(0, from - 3), from)) {
    const number = /^\d+$/.test(word) ? Number(word) : NUMBERS.indexOf(word);
    if (number > 1 && number <= 20) return number;
  }
  return null;
}

/** Words that tell one attribute from another; where its own name has none, those of the block it stands in. */
function tellingWords(path: string): string[] {
  const [own = "", parent = ""] = path.split(".").reverse();
  const words = own
    .split("_")
    .map(plain)
    .filter((word) => !EMPTY.has(word));
  return words.length > 0
    ? words
    : parent
        .split("_")
        .map(plain)
        .filter((word) => !EMPTY.has(word));
}

function namesText(
  sentences: readonly Sentence[],
  odd: ReadonlySet<string>,
  { path, value }: { path: string; value: string },
): boolean {
  const lower = value.toLowerCase();
  if (odd.has(lower)) return true;
  if (/^\d+(\.\d+)?$/.test(lower)) return sentences.some((one) => namesPlain(one, path, Number(lower)));
  const telling = tellingWords(path);
  const isEngine = /(^|\.)engine$/.test(path);
  return sentences.some(
    ({ words }) =>
      words.includes(lower) && (isEngine || telling.some((word) => words.includes(word) && word !== lower)),
  );
}

function namesPlain({ words }: Sentence, path: string, value: number | boolean): boolean {
  const telling = tellingWords(path);
  if (typeof value === "boolean") {
    const block = path
      .split(".")
      .slice(-2, -1)
      .flatMap((name) => tellingWords(name));
    const isSaid = telling.length > 0 && [...telling, ...block].every((word) => words.includes(word));
    return isSaid && words.some((word) => NO.test(word)) !== value;
  }
  const at = words.findIndex((word) => word === String(value) || (value > 0 && NUMBERS[value] === word));
  if (at < 0) return false;
  const unit = UNITS[words[at + 1] ?? ""];
  return telling.some((word) => words.includes(word)) || (unit?.test(path) ?? false);
}
