import type { Catalogue } from "../../core/catalogue.ts";
import aliases from "../facts/aliases.json" with { type: "json" };
import spoken from "../facts/spoken.json" with { type: "json" };
import topics from "../facts/topics.json" with { type: "json" };
import { squeezed, type Vocabulary, vocabularyOf } from "./words.ts";

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
  readonly phrases: ReadonlyMap<string, readonly Meant[]>;
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
export function lexiconOf(provider: string, catalogue: Catalogue): Lexicon {
  const said = Map.groupBy(Object.entries(SPOKEN[provider] ?? {}), ([part]) => part.split(" ")[0] ?? "");
  const managed = catalogue.types({ provider });
  const known = new Set(managed);
  const entries = [
    ...managed.flatMap((type) => nameEntries(type, { provider, said })),
    ...catalogue
      .types({ provider, mode: "data" })
      .flatMap((type) => sourceEntries(type, { provider, isManagedToo: known.has(type) })),
    ...Object.entries(ALIASES[provider] ?? {}).flatMap(([phrase, types]) => aliasEntries(phrase, types)),
    ...topics.flatMap((topic) => topicEntries(topic, provider)),
  ];
  const phrases = new Map<string, Meant[]>();
  for (const [phrase, meant] of entries) {
    const key = squeezed(phrase);
    const others = phrases.get(key);
    if (others === undefined) phrases.set(key, [meant]);
    else others.push(meant);
  }
  return {
    phrases,
    types: managed.map((type) => ({ type, words: wordsWithSayings(nameOf(type, provider), said) })),
    vocabulary: vocabularyOf(entries.flatMap(([phrase]) => phrase.match(/[A-Za-z]+/g) ?? [])),
    longest: Math.max(0, ...[...phrases.keys()].map((key) => key.length)),
  };
}

type Entry = readonly [phrase: string, meant: Meant];
/** What people say who do not know what a cloud calls it: "somewhere to put the invoices". */
function topicEntries(
  topic: { words: readonly string[]; types: readonly string[] },
  provider: string,
): Entry[] {
  const types = topic.types.filter((type) => type.replace("data.", "").startsWith(`${provider}_`));
  return topic.words.flatMap((phrase) =>
    types.map((type): Entry => [phrase, { type, strength: STRENGTH.topic }]),
  );
}

/** What people say for parts of names, by the first word of the part. */
type Said = ReadonlyMap<string, readonly (readonly [part: string, sayings: readonly string[]])[]>;

function nameOf(type: string, provider: string): string {
  return type.slice(provider.length + 1).replaceAll("_", " ");
}

function nameEntries(type: string, { provider, said }: { provider: string; said: Said }): Entry[] {
  const name = nameOf(type, provider).replace(/ v\d$/, "");
  const words = name.split(" ");
  const tails = words.slice(1, -1).map((_, index) => words.slice(index + 1).join(" "));
  return [
    [type, { type, strength: STRENGTH.literal }],
    ...[...variants(name, said)].map((phrase): Entry => [phrase, { type, strength: STRENGTH.name }]),
    ...tails.map((tail): Entry => [tail, { type, strength: STRENGTH.tail, isEnding: true }]),
  ];
}

/** A data source has to be called one where a resource has its name. */
function sourceEntries(type: string, about: { provider: string; isManagedToo: boolean }): Entry[] {
  const source = `data.${type}`;
  const called: Entry = [`data ${type}`, { type: source, strength: STRENGTH.literal }];
  if (about.isManagedToo) return [called];
  return [
    called,
    [type, { type: source, strength: STRENGTH.literal }],
    [nameOf(type, about.provider), { type: source, strength: STRENGTH.source }],
  ];
}

/** The first type is what is meant most. */
function aliasEntries(phrase: string, types: readonly string[]): Entry[] {
  return types.map((type, index) => [phrase, { type, strength: STRENGTH.alias - index * 0.05 }]);
}

/** A name, and the name with one or two of its parts said as people say them. */
function variants(name: string, said: Said): Set<string> {
  const once = [name, ...exchanged(name, said)];
  return new Set([...once, ...once.flatMap((phrase) => exchanged(phrase, said))]);
}

function exchanged(name: string, said: Said): string[] {
  const parts = name.split(" ").flatMap((word) => said.get(word) ?? []);
  return parts.flatMap(([part, sayings]) =>
    ` ${name} `.includes(` ${part} `)
      ? sayings.map((saying) => ` ${name} `.replace(` ${part} `, ` ${saying} `).trim())
      : [],
  );
}

function wordsWithSayings(name: string, said: Said): string[][] {
  return name.split(" ").map((word) => {
    const sayings = said.get(word)?.find(([part]) => part === word)?.[1] ?? [];
    return [squeezed(word), ...sayings.map(squeezed)];
  });
}
