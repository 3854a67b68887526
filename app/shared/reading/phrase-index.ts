import { distance } from "fastest-levenshtein";
import type { Catalogue } from "../core/catalogue.ts";
import PHRASES from "./phrases.json" with { type: "json" };
import { singular } from "./words.ts";

/** Which words name which type; what people say comes before what the catalogue writes. */
export interface PhraseIndex {
  /** What the types begin with: `aws`. */
  readonly prefix: string;
  /** The type that exactly these words name. */
  find(words: readonly string[]): string | null;
  /** A noun said of a service or a thing that was named before: "cluster" of Redshift, "versioning" of a bucket. */
  within(noun: readonly string[], earlier: readonly string[]): string | null;
  /** The word that a slip of one letter made this of, itself where it is a word of ours or no slip. */
  mended(word: string): string;
}

/** What phrases name that speak of an argument or of something outside the cloud. */
export const NOTHING = "-";

/** Longest phrase that names a type, in words. */
export const LONGEST_PHRASE = 6;

/** Words that stand in names of types and say nothing alone. */
const VAGUE = new Set(
  "tag name id type account region resource key value configuration version setting state default service config data group set member action link map item alias option user role policy application api app access public private network security route rule vpc server certificate domain".split(
    " ",
  ),
);

/** Names of types that are ordinary words: "route the traffic". */
const ORDINARY = ["route"];

export function phraseIndex(catalogue: Catalogue, prefix: string): PhraseIndex {
  const read = READ.get(catalogue) ?? new Map<string, PhraseIndex>();
  READ.set(catalogue, read);
  const index = read.get(prefix) ?? readIndex(catalogue, prefix);
  read.set(prefix, index);
  return index;
}

const READ = new WeakMap<Catalogue, Map<string, PhraseIndex>>();

function readIndex(catalogue: Catalogue, prefix: string): PhraseIndex {
  const phrases = new Map<string, string>();
  const types = new Set(catalogue.types().filter((type) => type.startsWith(`${prefix}_`)));
  for (const type of types) phrases.set(lemmas(type.split("_").slice(1)), type);
  for (const [type, words] of compounds(types)) phrases.set(lemmas(words), type);
  for (const word of ORDINARY) phrases.delete(word);
  for (const [type, said] of Object.entries(PHRASES)) {
    if (type === NOTHING || types.has(type) || type.startsWith(`data.${prefix}_`))
      for (const phrase of said) phrases.set(lemmas(phrase.split(" ")), type);
  }
  const vocabulary = new Set([...phrases.keys()].flatMap((phrase) => phrase.split(" ")));
  const byWords = new Map([...types].map((type) => [lemmas(type.split("_")), type]));
  return {
    prefix,
    find: (words) => phrases.get(words.join(" ")) ?? null,
    mended: (word) => mended(word, vocabulary),
    within(noun, earlier) {
      if (noun.length === 1 && VAGUE.has(noun[0] ?? "")) return null;
      const found = earlier.flatMap((type) => {
        const parts = type.split("_").map(singular);
        const heads = parts.slice(1).map((_, at) => parts.slice(0, parts.length - at));
        return heads.flatMap((head) => byWords.get([...head, ...noun].join(" ")) ?? []);
      });
      return found[0] ?? null;
    },
  };
}

/** `mskconnect` is said as "MSK Connect": a service whose name begins with another's is two words. */
function compounds(types: ReadonlySet<string>): [string, string[]][] {
  const services = new Set([...types].map((type) => type.split("_")[1] ?? ""));
  return [...types].flatMap((type): [string, string[]][] => {
    const [, service = "", ...rest] = type.split("_");
    const head = [...services].find(
      (other) => other.length > 2 && service.startsWith(other) && service.length > other.length + 3,
    );
    return head === undefined ? [] : [[type, [head, service.slice(head.length), ...rest]]];
  });
}

function lemmas(words: readonly string[]): string {
  return words.map(singular).join(" ");
}

/** Shorter words are too near to one another. */
const LEAST_LETTERS = 6;

function mended(word: string, vocabulary: ReadonlySet<string>): string {
  if (word.length < LEAST_LETTERS || vocabulary.has(word) || !/^[a-z]+$/.test(word)) return word;
  const near = [...vocabulary].filter(
    (known) =>
      known.length >= LEAST_LETTERS && known[0] === word[0] && Math.abs(known.length - word.length) < 2,
  );
  return near.find((known) => distance(known, word) === 1) ?? word;
}
