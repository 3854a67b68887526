import { distance } from "fastest-levenshtein";
import type { Catalogue } from "../core/catalogue.ts";
import { LONGEST_PHRASE, type PhraseIndex } from "./phrase-index.ts";
import { singular, type Word } from "./words.ts";

/** A type that words name, and how many words. */
export interface Found {
  readonly type: string;
  readonly mode: "managed" | "data";
  readonly length: number;
}

interface Context {
  readonly index: PhraseIndex;
  readonly catalogue: Catalogue;
  readonly earlier: readonly string[];
}

/** The type that the words from here on name, the longest phrase first. */
export function foundAt(words: readonly Word[], at: number, context: Context): Found | null {
  const word = words[at];
  if (word === undefined) return null;
  const explicit = continuedType(words, at, context) ?? explicitType(word, context);
  if (explicit !== null) return { length: 1, ...explicit };
  for (let length = phraseLength(words, at); length > 0; length -= 1) {
    const lemmas = words.slice(at, at + length).map(({ lemma }) => lemma);
    const product = word.isProduct ? context.index.find([context.index.prefix, ...lemmas]) : null;
    const type = product ?? typeOf(lemmas, context);
    if (type !== null) return { ...keyOf(type), length };
  }
  return null;
}

/** A phrase ends with its sentence and before what is quoted. */
function phraseLength(words: readonly Word[], at: number): number {
  const rest = words.slice(at, at + LONGEST_PHRASE);
  const end = rest.findIndex(({ sentence, isQuoted }) => isQuoted || sentence !== rest[0]?.sentence);
  return end === -1 ? rest.length : end;
}

function keyOf(type: string): Omit<Found, "length"> {
  return type.startsWith("data.")
    ? { type: type.slice("data.".length), mode: "data" }
    : { type, mode: "managed" };
}

function typeOf(lemmas: readonly string[], { index, earlier }: Context): string | null {
  const usual = index.find(lemmas);
  if (usual === null) return index.within(lemmas, earlier);
  if (!SHARED.test(lemmas.join(" "))) return usual;
  const own = usual.split("_")[1];
  // Its own service stands in the words: nothing beside them decides.
  if (own !== undefined && lemmas.length > 2 && lemmas.includes(own)) return usual;
  // Whoever has named the usual service means it.
  if (earlier.some((type) => type !== usual && type.split("_")[1] === own)) return usual;
  return index.within(lemmas.slice(-1), earlier) ?? usual;
}

/** `aws_sagemaker_notebook instance` goes on behind the space. */
function continuedType(words: readonly Word[], at: number, { catalogue, index }: Context): Found | null {
  const type = `${words[at]?.text}_${words[at + 1]?.lemma}`;
  const isType = type.startsWith(`${index.prefix}_`) && catalogue.find(type) !== null;
  return isType ? { type, mode: "managed", length: 2 } : null;
}

/** `aws_s3_bucket` and `data.aws_ami` name themselves, with a slip of two letters; `aws_route53` is read as words. */
function explicitType({ text }: Word, { catalogue, index, earlier }: Context): Omit<Found, "length"> | null {
  const [, data, name = ""] = /^(data\.)?([a-z]+_[a-z0-9_]+?)(?:\.|$)/.exec(text) ?? [];
  if (!name.startsWith(`${index.prefix}_`)) return null;
  if (data === undefined && catalogue.find(name) !== null) return { type: name, mode: "managed" };
  if (catalogue.find(name, "data") !== null) return { type: name, mode: "data" };
  const near = catalogue.types({ provider: index.prefix }).find((type) => distance(type, name) <= 2);
  const type = near ?? typeOf(name.split("_").slice(1).map(singular), { catalogue, index, earlier });
  return type === null ? null : { type, mode: "managed" };
}

/** Last nouns of several services: the service that is named beside them decides. */
const SHARED =
  /(^| )(instance|cluster|database|db|server|disk|domain|endpoint|environment|env|application|table|repository|bot|queue|project|vault|volume|bucket|stream|snapshot)$/;
