import type { Catalogue } from "../../core/catalogue.ts";
import type { Facts } from "../../core/facts.ts";
import { type Edge, edgesOf } from "./edges.ts";
import { type Lexicon, lexiconOf, type Meant, type NamedType } from "./lexicon.ts";
import { remembering } from "./remembering.ts";
import { vocabularyOf } from "./words.ts";

/** What retrieval knows of one provider before any request: words that name its types, and what each type brings. */
export interface SearchIndex {
  readonly lexicon: Lexicon;
  edgesOf(type: string): readonly Edge[];
}

/** The first line. Types are numbers everywhere else: where they stand among `names`. */
interface Header {
  readonly names: readonly string[];
  readonly longest: number;
  readonly vocabulary: readonly string[];
  /** Of the types that stand first. */
  readonly words: readonly NamedType["words"][];
  /** How many lines of edges follow, one a type; after them come the phrases, one line for all that begin alike. */
  readonly own: number;
}
/** Strengths and weights are thousandths, an ending's is negative. */
type PackedMeant = readonly [type: number, strength: number];
type PackedEdge = readonly [to: number, weight: number, path: string | 0];

const THOUSAND = 1000;

/**
 * Made anew it takes as long as ten requests: it is committed, a reader parses only the lines that it needs, and a test holds it
 * against what it is made of.
 */
export function packIndex(provider: string, known: { catalogue: Catalogue; facts: Facts }): string {
  const { phrases, types, vocabulary, longest } = lexiconOf(provider, known.catalogue);
  const sources = known.catalogue.types({ provider, mode: "data" }).map((type) => `data.${type}`);
  const own = [...types.map(({ type }) => type), ...sources];
  const names = new Map(own.map((name, index) => [name, index]));
  const numberOf = (name: string) => names.get(name) ?? names.set(name, names.size).size - 1;
  const packedPhrases = [...phrases].map(([key, meant]) => ({ key, meant: meant.map(packMeant) }));
  const packedEdges = own.map((name) => edgesOf(name, known).map(packEdge));
  function packMeant({ type, strength, isEnding }: Meant): PackedMeant {
    return [numberOf(type), thousandths(isEnding === true ? -strength : strength)];
  }
  function packEdge({ to, weight, path }: Edge): PackedEdge {
    return [numberOf(to), thousandths(weight), path ?? 0];
  }
  const header: Header = {
    names: [...names.keys()],
    longest,
    vocabulary: [...vocabulary.words],
    words: types.map(({ words }) => words),
    own: own.length,
  };
  const groups = Map.groupBy(packedPhrases, ({ key }) => beginningOf(key));
  const chunks = [...groups].map(([beginning, some]) => [
    beginning,
    Object.fromEntries(some.map(({ key, meant }) => [key, meant])),
  ]);
  return [header, ...packedEdges, ...chunks].map((line) => JSON.stringify(line)).join("\n");
}

function beginningOf(key: string): string {
  return key.slice(0, 3);
}

function thousandths(share: number): number {
  return Math.round(share * THOUSAND);
}

export function readIndex(text: string): SearchIndex {
  const [first = "", ...lines] = text.split("\n");
  const { names, longest, vocabulary, words, own }: Header = JSON.parse(first);
  const numbers = new Map(names.map((name, index) => [name, index]));
  const nameOf = (index: number) => names[index] ?? "";
  return {
    lexicon: {
      phrases: phrasesIn(lines.slice(own), nameOf),
      types: words.map((one, index) => ({ type: nameOf(index), words: one })),
      vocabulary: vocabularyOf(vocabulary),
      longest,
    },
    edgesOf(type) {
      const number = numbers.get(type) ?? own;
      const edges: readonly PackedEdge[] = number < own ? JSON.parse(lines[number] ?? "[]") : [];
      return edges.map(([to, weight, path]) => ({
        to: nameOf(to),
        weight: weight / THOUSAND,
        path: path === 0 ? null : path,
      }));
    },
  };
}

function phrasesIn(chunks: readonly string[], nameOf: (index: number) => string): Lexicon["phrases"] {
  const lines = new Map(chunks.map((line) => [line.slice(2, line.indexOf('"', 2)), line]));
  const read = remembering((beginning) => {
    const [, phrases = {}] = JSON.parse(lines.get(beginning) ?? "[]");
    return new Map(Object.entries<readonly PackedMeant[]>(phrases));
  });
  return {
    get(key) {
      const phrases = read(beginningOf(key));
      return phrases.get(key)?.map(([type, strength]) => ({
        type: nameOf(type),
        strength: Math.abs(strength) / THOUSAND,
        ...(strength < 0 ? { isEnding: true as const } : {}),
      }));
    },
  };
}
