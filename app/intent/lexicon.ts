import type { Meaning } from "./meaning.ts";
import { lemmaOf } from "./tokens.ts";
import type { Attribute, Kind } from "./vocabulary/entry.ts";
import * as grammar from "./vocabulary/grammar.ts";
import { KINDS } from "./vocabulary/kinds.ts";

interface Word {
  readonly lower: string;
  readonly lemma: string;
}

export interface Lexicon {
  /** Meanings of these words in a row: as they are spelt, else by their base forms. */
  meanings(words: readonly Word[]): readonly Meaning[];
  isWord(lemma: string): boolean;
  /** Whether these base forms stand beside each other in some phrase: the dashes between them part words. */
  isRun(lemmas: readonly string[]): boolean;
  readonly words: readonly string[];
  readonly longest: number;
}

/** Everything that the vocabulary can say, by phrase. */
export const LEXICON: Lexicon = buildLexicon();

function buildLexicon(): Lexicon {
  const spelt = new Map<string, Meaning[]>();
  const phrases = new Map<string, Meaning[]>();
  const spellings = new Set<string>();
  for (const [phrase, meaning] of [...grammarEntries(), ...KINDS.flatMap(kindEntries)]) {
    const words = phrase.split(" ");
    for (const word of words) spellings.add(word);
    const key = words.map(lemmaOf).join(" ");
    spelt.set(phrase, [...(spelt.get(phrase) ?? []), meaning]);
    phrases.set(key, [...(phrases.get(key) ?? []), meaning]);
  }
  const lemmas = new Set([...phrases.keys()].flatMap((key) => key.split(" ")));
  const runs = [...phrases.keys()].map((key) => ` ${key} `);
  return {
    meanings: (words) =>
      spelt.get(words.map(({ lower }) => lower).join(" ")) ??
      phrases.get(words.map(({ lemma }) => lemma).join(" ")) ??
      [],
    isWord: (lemma) => lemmas.has(lemma),
    isRun: (run) => runs.some((key) => key.includes(` ${run.join(" ")} `)),
    words: [...spellings],
    longest: Math.max(...[...phrases.keys()].map((key) => key.split(" ").length)),
  };
}

type Entry = readonly [string, Meaning];

function entries(phrases: readonly string[], meaning: Meaning): Entry[] {
  return phrases.map((phrase) => [phrase, meaning]);
}

function grammarEntries(): Entry[] {
  const verbs = (["create", "change", "remove"] as const).flatMap((verb) =>
    entries(grammar.VERBS[verb], { is: "verb", verb }),
  );
  const units = (["duration", "size"] as const).flatMap((dimension) =>
    Object.entries(grammar.UNITS[dimension]).map(
      ([unit, factor]): Entry => [unit, { is: "unit", dimension, factor }],
    ),
  );
  return [
    ...verbs,
    ...units,
    ...grammar.ARTICLES.map(
      (word): Entry => [word, { is: "article", indefinite: grammar.INDEFINITE.includes(word) }],
    ),
    ...entries(["another", "new", "a new"], { is: "article", indefinite: true }),
    ...Object.entries(grammar.AMOUNTS).map(([word, value]): Entry => [word, { is: "amount", value }]),
    ...Object.entries(grammar.QUALIFIERS).flatMap(([value, words]) =>
      entries(words, { is: "qualifier", value }),
    ),
    ...entries(grammar.NEGATIONS, { is: "no" }),
    ...entries(grammar.CARRIES, { is: "or" }),
    ...entries(grammar.AFTERTHOUGHTS, { is: "off" }),
    ...entries(grammar.NAMING, { is: "named" }),
    ...entries(grammar.PURPOSE, { is: "for" }),
    ...entries(grammar.REASONS, { is: "reason" }),
    ...entries(grammar.THAN, { is: "than" }),
    ...entries(grammar.GLUE, { is: "glue" }),
    ...entries(grammar.FILLERS, { is: "filler" }),
  ];
}

function kindEntries(kind: Kind): Entry[] {
  return [
    ...entries(kind.nouns, { is: "kind", kind: kind.kind }),
    ...Object.entries(kind.attributes).flatMap(([name, attribute]) =>
      attributeEntries(kind.kind, name, attribute),
    ),
  ];
}

function attributeEntries(kind: string, attribute: string, entry: Attribute): Entry[] {
  const value = (phrases: readonly string[], meant: Extract<Meaning, { is: "value" }>["value"]) =>
    entries(phrases, { is: "value", kind, attribute, value: meant });
  const takesWord = entry.type === "word";
  const announce = (phrases: readonly string[], soft: boolean) =>
    entries(phrases, { is: "announcement", kind, attribute, soft, takesWord });
  switch (entry.type) {
    case "flag":
      return [
        ...value([...entry.names, ...(entry.on ?? [])], true),
        ...value(entry.off ?? [], false),
        ...entries(entry.denied ?? [], { is: "value", kind, attribute, value: true, isDenied: true }),
        ...entries(entry.prevented ?? [], { is: "value", kind, attribute, value: false, isDenied: true }),
      ];
    case "choice":
      return [
        ...Object.entries(entry.values).flatMap(([meant, phrases]) => value(phrases, meant)),
        ...announce(entry.names ?? [], true),
      ];
    case "rules":
      return [
        ...Object.values(entry.services).flatMap(({ port, protocol, words }) =>
          value(words, { protocol, from: port, to: port }),
        ),
        ...Object.entries(entry.sources).flatMap(([source, phrases]) => value(phrases, source)),
        ...announce(entry.names, false),
      ];
    case "duration":
    case "size":
      return [
        ...announce(entry.names, false),
        ...announce(entry.soft ?? [], true),
        ...value(entry.unlimited ?? [], 0),
      ];
    case "literal":
      return announce(entry.names, true);
    case "count":
    case "word":
      return announce(entry.names, false);
  }
}
