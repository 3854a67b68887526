import { distance } from "fastest-levenshtein";
import type { Catalogue } from "../core/catalogue.ts";
import { LONGEST_PHRASE, NOTHING, type PhraseIndex } from "./phrase-index.ts";
import { numberOf, singular, type Word } from "./words.ts";

/** A place in the request that names a type. */
export interface Mention {
  readonly type: string;
  readonly mode: "managed" | "data";
  /** First and last word. */
  readonly from: number;
  readonly to: number;
  readonly sentence: number;
  /** How many are asked for by a number or a plural; 1 otherwise. */
  readonly count: number;
  readonly isPlural: boolean;
  /** "another", "second": one more than was named before. */
  readonly isFurther: boolean;
  /** Words such as "public" and "primary" that tell one from the other, each standing for one. */
  readonly qualifiers: readonly string[];
}

interface Found {
  readonly type: string;
  readonly mode: "managed" | "data";
  readonly length: number;
}

/** Last nouns of several services: the service that is named beside them decides. */
const SHARED =
  /(^| )(instance|cluster|database|db|server|disk|domain|endpoint|environment|env|application|table|repository|bot|queue|project|vault|volume|bucket|stream|snapshot)$/;

/** Every place that names a type, the longest phrase first; what is quoted names nothing. */
export function findMentions(words: readonly Word[], index: PhraseIndex, catalogue: Catalogue): Mention[] {
  const mended = words.map((word) =>
    word.isQuoted || BREAK.test(word.lemma) ? word : { ...word, lemma: index.mended(word.lemma) },
  );
  const first = readMentions(mended, { index, catalogue, later: [] });
  return readMentions(mended, { index, catalogue, later: first.map(({ type }) => type) });
}

interface Reading {
  readonly index: PhraseIndex;
  readonly catalogue: Catalogue;
  /** Types that are named anywhere: a service may be named behind its noun. */
  readonly later: readonly string[];
}

function readMentions(words: readonly Word[], { index, catalogue, later }: Reading): Mention[] {
  const mentions: Mention[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const earlier = [...mentions.map(({ type }) => type).reverse(), ...later];
    const found = foundAt(words, at, { index, catalogue, earlier });
    if (found === null) continue;
    if (found.type !== NOTHING)
      mentions.push(mentionOf(words, { at, after: mentions.at(-1)?.to ?? -1 }, found));
    at += found.length - 1;
  }
  return mentions.filter((mention, at) => !isPrefix(words, mention, mentions[at + 1]));
}

/** "RDS option group" is an option group: a service right before the thing says whose it is. */
function isPrefix(words: readonly Word[], { from, to }: Mention, next: Mention | undefined): boolean {
  return from === to && next?.from === to + 1 && isService(words[from]?.lemma ?? "");
}

/** The name of a service, which may stand before each of its things. */
export function isService(lemma: string): boolean {
  return SERVICE.test(lemma);
}

const SERVICE =
  /^(ec2|s3|rds|db|dynamodb|redshift|elasticache|lambda|eks|ecs|efs|ecr|kms|sns|sqs|msk|ebs|lightsail|cloudfront|cloudtrail|cognito|athena|emr|opensearch|elasticsearch|neptune|documentdb|docdb|aurora|kinesis|firehose|glacier|codebuild|codepipeline|eventbridge|kendra|lex|appsync|guardduty|dms|dax|memcached|redis|waf)$/;

interface Context {
  readonly index: PhraseIndex;
  readonly catalogue: Catalogue;
  readonly earlier: readonly string[];
}

function foundAt(words: readonly Word[], at: number, context: Context): Found | null {
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

const QUALIFIERS =
  /^(public|private|primary|secondary|source|destination|first|second|third|blue|green|main|backup|replica|origin|target|internal|external|frontend|backend|production|staging|dev|prod|test)$/;

interface Place {
  readonly at: number;
  /** Last word of what was named before. */
  readonly after: number;
}

function mentionOf(words: readonly Word[], place: Place, found: Found): Mention {
  const { at } = place;
  const { sentence = 0, isPlural = false } = words[at + found.length - 1] ?? {};
  const before = wordsBefore(words, place, sentence);
  const number = countIn(before);
  const qualifiers = before.filter(({ lemma }) => QUALIFIERS.test(lemma)).map(({ lemma }) => lemma);
  const isFurther = before.some(({ lemma }) => /^(another|second|additional|other|different)$/.test(lemma));
  const isMany = isPlural && !found.type.endsWith("s");
  const count = number ?? Math.max(1, qualifiers.length, isMany ? 2 : 1);
  return { ...found, from: at, to: at + found.length - 1, sentence, count, isPlural, isFurther, qualifiers };
}

/** "two public subnets", "the three queues": a number at the head; "Linux 2 image" counts nothing. */
function countIn(before: readonly Word[]): number | null {
  const at =
    before[0] !== undefined && /^(the|all|these|both|at|another|exactly)$/.test(before[0].lemma) ? 1 : 0;
  const number = before[at] === undefined ? null : numberOf(before[at]);
  return number !== null && number > 1 && number <= 20 && Number.isInteger(number) ? number : null;
}

/** The words of the same noun phrase: up to the nearest verb, preposition or other thing. */
function wordsBefore(words: readonly Word[], { at, after }: Place, sentence: number): Word[] {
  const before = words.slice(Math.max(0, at - 6, after + 1), at);
  const end = before.findLastIndex(
    (word) =>
      word.sentence !== sentence || (word.isQuoted && !/^\d+$/.test(word.text)) || BREAK.test(word.lemma),
  );
  return before.slice(end + 1);
}

const BREAK =
  /^(with|in|to|of|for|from|that|which|using|use|by|into|on|at|its|it|create|make|define|configure|set|have|has|is|are|be|will|attach|associate|provision|add|include|including|between|where|when|across|port|size|gb|mb|each|per|via|through|under|then|enable|named|called|version|within)$/;
