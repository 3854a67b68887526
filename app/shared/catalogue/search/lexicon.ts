import type { Catalogue } from "../../core/catalogue.ts";
import aliases from "../facts/aliases.json" with { type: "json" };
import spoken from "../facts/spoken.json" with { type: "json" };
import topics from "../facts/topics.json" with { type: "json" };
import { Speller, type Vocabulary, vocabularyOf } from "./words.ts";

/** A type that a phrase may mean. */
export interface Meant {
  /** `data.` stands before a data source. */
  readonly type: string;
  /** 1 where the phrase is its name, less where it is only the end of one. */
  readonly strength: number;
  /** The phrase is but the end of its name, which others may share. */
  readonly isEnding?: true;
}

export interface NamedType {
  readonly type: string;
  /** Each word of the name with what people say for it. */
  readonly words: readonly (readonly string[])[];
}

export interface Lexicon {
  /** By phrase without spaces. */
  readonly phrases: { get(key: string): readonly Meant[] | undefined };
  readonly types: readonly NamedType[];
  /** Words of every phrase: what a misspelt word may have meant. */
  readonly vocabulary: Vocabulary;
  /** Characters of the longest phrase. */
  readonly longest: number;
}

const ALIASES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = aliases;
const SPOKEN: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = spoken;

const STRENGTH = { literal: 1.2, name: 1, alias: 0.95, tail: 0.55, source: 0.6, topic: 0.4 } as const;

/** Everything that names a type of one provider: its own name, what people say for parts of it, its ending, and aliases. */
export function lexiconOf(
  provider: string,
  catalogue: Catalogue,
): Lexicon & { readonly phrases: ReadonlyMap<string, readonly Meant[]> } {
  const phrases = new Map<string, Meant[]>();
  const speller = new Speller();
  const book = { provider, phrases, speller, said: sayingsOf(provider) };
  const managed = catalogue.types({ provider });
  const known = new Set(managed);
  for (const type of managed) addName(type, book);
  for (const type of catalogue.types({ provider, mode: "data" })) addSource(type, known.has(type), book);
  for (const [phrase, types] of Object.entries(ALIASES[provider] ?? {})) addAlias(phrase, types, book);
  for (const topic of topics) addTopic(topic, book);
  return {
    phrases,
    types: managed.map((type) => ({ type, words: wordsWithSayings(type, book) })),
    vocabulary: vocabularyOf(speller.words()),
    longest: Math.max(0, ...[...phrases.keys()].map((key) => key.length)),
  };
}

/** Words as they are written. */
type Phrase = readonly string[];

/** What people say for parts of names, by the first word of the part. */
type Said = ReadonlyMap<string, readonly { readonly part: Phrase; readonly sayings: readonly Phrase[] }[]>;

interface Book {
  readonly provider: string;
  readonly phrases: Map<string, Meant[]>;
  readonly speller: Speller;
  readonly said: Said;
}

function sayingsOf(provider: string): Said {
  const all = Object.entries(SPOKEN[provider] ?? {}).map(([part, sayings]) => ({
    part: part.split(" "),
    sayings: sayings.map((saying) => saying.split(" ")),
  }));
  return Map.groupBy(all, ({ part: [first = ""] }) => first);
}

function add(phrase: Phrase, meant: Meant, { phrases, speller }: Book): void {
  const key = speller.squeezed(phrase);
  const others = phrases.get(key);
  if (others === undefined) phrases.set(key, [meant]);
  else if (others.at(-1) !== meant) others.push(meant);
}

function addName(type: string, book: Book): void {
  const [provider = "", ...whole] = type.split("_");
  const name = whole.length > 1 && /^v\d$/.test(whole.at(-1) ?? "") ? whole.slice(0, -1) : whole;
  const called = { type, strength: STRENGTH.name };
  const ending = { type, strength: STRENGTH.tail, isEnding: true } as const;
  add([provider, ...whole], { type, strength: STRENGTH.literal }, book);
  for (const phrase of variants(name, book.said)) add(phrase, called, book);
  for (let from = 1; from < name.length - 1; from += 1) add(name.slice(from), ending, book);
}

/** A data source has to be called one where a resource has its name. */
function addSource(type: string, isManagedToo: boolean, book: Book): void {
  const [provider = "", ...name] = type.split("_");
  const literal = { type: `data.${type}`, strength: STRENGTH.literal };
  add(["data", provider, ...name], literal, book);
  if (isManagedToo) return;
  add([provider, ...name], literal, book);
  add(name, { ...literal, strength: STRENGTH.source }, book);
}

/** The first type is what is meant most. */
function addAlias(phrase: string, types: readonly string[], book: Book): void {
  for (const [index, type] of types.entries())
    add(phrase.split(" "), { type, strength: STRENGTH.alias - index * 0.05 }, book);
}

/** What people say who do not know what a cloud calls it: "somewhere to put the invoices". */
function addTopic(
  { words, types }: { words: readonly string[]; types: readonly string[] },
  book: Book,
): void {
  const own = types.filter((type) => type.replace("data.", "").startsWith(`${book.provider}_`));
  const meant = own.map((type) => ({ type, strength: STRENGTH.topic }));
  for (const phrase of words) for (const one of meant) add(phrase.split(" "), one, book);
}

/** A name, and the name with one or two of its parts said as people say them. */
function variants(name: Phrase, said: Said): Phrase[] {
  const once = [name, ...exchanged(name, said)];
  return [...once, ...once.flatMap((phrase) => exchanged(phrase, said))];
}

function exchanged(name: Phrase, said: Said): Phrase[] {
  return name.flatMap((word, at) =>
    (said.get(word) ?? [])
      .filter(({ part }) => part.every((one, index) => name[at + index] === one))
      .flatMap(({ part, sayings }) => sayings.map((saying) => name.toSpliced(at, part.length, ...saying))),
  );
}

function wordsWithSayings(type: string, { said, speller }: Book): string[][] {
  const [, ...name] = type.split("_");
  return name.map((word) => {
    const sayings = said.get(word)?.find(({ part }) => part.length === 1)?.sayings ?? [];
    return [speller.squeezed([word]), ...sayings.map((saying) => speller.squeezed(saying))];
  });
}
