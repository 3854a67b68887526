import type { Mention } from "#shared/reading/mentions.ts";
import { numberOf, type Word } from "#shared/reading/words.ts";

/** How a place speaks of a thing: it asks for it, only speaks of it, says that it is there already, or wants none. */
export type Standing = "asked" | "spoken" | "given" | "denied";

export interface Said {
  readonly words: readonly Word[];
  readonly mentions: readonly Mention[];
}

/** A list stands as its first. */
export function standings(said: Said): Map<Mention, Standing> {
  const standing = new Map<Mention, Standing>();
  said.mentions.forEach((mention, at) => {
    const before = said.mentions[at - 1];
    const inherited =
      before !== undefined && isListed(said, before, mention) ? standing.get(before) : undefined;
    standing.set(mention, inherited ?? standingOf(said, mention));
  });
  return standing;
}

function isListed({ words }: Said, before: Mention, { from, sentence }: Mention): boolean {
  const gap = words.slice(before.to + 1, from);
  return (
    before.sentence === sentence &&
    gap.every(({ lemma, isQuoted }) => isQuoted || /^(and|or|also)$/.test(lemma))
  );
}

const GIVEN =
  /^(existing|specified|given|provided|current|present|already|default|respective|corresponding|certain)$/;
const NEW = /^(new|another|additional|second)$/;
const DEFINITE = /^(the|this|that|these|those|its|their|each|every|both|all|same|such|any|it)$/;
const BELONGING =
  /^(for|from|of|onto|within|on|by|via|as|at|under|behind|inside|through|across|per|about|like|against|before|after|than|if|when|whenever|where|can|only)$/;

function standingOf(said: Said, mention: Mention): Standing {
  const { words } = said;
  const phrase = phraseBefore(said, mention);
  const has = (pattern: RegExp) => phrase.some(({ lemma }) => pattern.test(lemma));
  if (isDenied(words, mention, phrase)) return "denied";
  if (isGiven(mention, phrase)) return "given";
  if (words[mention.from]?.text.startsWith("aws_") === true) return "asked";
  if (isModifier(words, mention) || isAbility(words, mention)) return "spoken";
  if (countAt(words, mention) > 1 || has(NEW)) return "asked";
  const isLoose = has(DEFINITE)
    ? !isFirst(words, mention)
    : isBelonging(said, mention) || isBarePlural(words, mention, phrase);
  return isLoose ? "spoken" : "asked";
}

function isGiven({ type }: Mention, phrase: readonly Word[]): boolean {
  return phrase.some(({ lemma }) => GIVEN.test(lemma)) && !type.includes("default");
}

/** "without an internet gateway", "no replicas". */
function isDenied(words: readonly Word[], { from, sentence }: Mention, phrase: readonly Word[]): boolean {
  const head = words[from - phrase.length - 1];
  const near = head !== undefined && head.sentence === sentence ? [head, ...phrase] : phrase;
  return near.some(({ lemma, isQuoted }) => !isQuoted && /^(no|without|not|never)$/.test(lemma));
}

/** "for a VPC", "to another bucket": it may be elsewhere. */
function isBelonging(said: Said, mention: Mention): boolean {
  const head = said.words[mention.from - phraseBefore(said, mention).length - 1];
  if (head === undefined || head.sentence !== mention.sentence || head.isQuoted) return false;
  return BELONGING.test(head.lemma) || (REACHING.test(head.lemma) && !hasArticle(said, mention));
}

/** What it is called there may be elsewhere, whatever article it has. */
export function isReached(said: Said, mention: Mention): boolean {
  const head = said.words[mention.from - phraseBefore(said, mention).length - 1];
  return (
    head?.sentence === mention.sentence &&
    !head.isQuoted &&
    (REACHING.test(head.lemma) || BELONGING.test(head.lemma))
  );
}

/** "in a VPC" asks for one, "in the VPC" does not. */
const REACHING = /^(to|in|into)$/;

/** "a", "another" or a number stands in its noun phrase. */
export function hasArticle(said: Said, mention: Mention): boolean {
  return phraseBefore(said, mention).some((word) => ARTICLE.test(word.lemma) || numberOf(word) !== null);
}

const ARTICLE = /^(a|an|another|new)$/;

/** "configurations for cluster setup, IAM policies": no article, and a noun that ends something else before it. */
function isBarePlural(words: readonly Word[], { to }: Mention, phrase: readonly Word[]): boolean {
  return words[to]?.isPlural === true && phrase.some(({ lemma }) => LOOSE.test(lemma));
}

const LOOSE = /^(setup|configuration|type|count|detail|setting)$/;

/** "a log that can create a stream" asks for no stream. */
function isAbility(words: readonly Word[], { from, sentence }: Mention): boolean {
  return words
    .slice(Math.max(0, from - 5), from)
    .some((word) => word.sentence === sentence && /^(can|could|may|allow|able|permission)$/.test(word.lemma));
}

/** "Set up the VPC": what the request begins with is what it wants. */
function isFirst(words: readonly Word[], { from, sentence }: Mention): boolean {
  return sentence === 0 && from <= 4 && !words.slice(0, from).some(({ lemma }) => BELONGING.test(lemma));
}

const ENDS =
  /^(creating|setting|defining|adding|providing|deploying|launching|building|configuring|making|using|use|with|and|or|that|which|has|have|is|are|be|will|create|creates|make|define|defines|configure|set|up|provision|add|include|including|attach|associate|name|named|called|call|enable|then|each|generate|establish|provide|implement|link|connect)$/;

/** The words of its own noun phrase that stand before it, at most five. */
function phraseBefore({ words, mentions }: Said, mention: Mention): Word[] {
  const after = mentions.findLast(({ to }) => to < mention.from)?.to ?? -1;
  const before = words.slice(Math.max(after + 1, mention.from - 5), mention.from);
  const end = before.findLastIndex(
    ({ sentence, isQuoted, lemma }) =>
      sentence !== mention.sentence || isQuoted || [ENDS, BELONGING, REACHING].some((one) => one.test(lemma)),
  );
  return before.slice(end + 1);
}

/** Nouns that a service stands before and that is not meant itself: "S3 read-only access", "EKS setup". */
const OTHER =
  /^(access|setup|set|destination|module|terraform|state|locking|service|management|permission|read|only|pod|action|key|security|environment|integration|output|backup|engine|policy|group|audit|provider|data|event|trigger|notification|rule|target|origin|storage|monitoring|metric|log|logging|authentication|details|name|arn|id|region|account|document|connector|connection)$/;

function isModifier(words: readonly Word[], { to, sentence, isPlural }: Mention): boolean {
  const next = words[to + 1];
  if (words[to]?.isClosed === true) return false;
  return (
    !isPlural && next !== undefined && next.sentence === sentence && !next.isQuoted && OTHER.test(next.lemma)
  );
}

const UNIT =
  /^(gb|gib|tb|mb|day|node|minute|hour|second|year|vcpu|core|broker|percent|az|zone|availability)$/;

/** "two public subnets": the number of the thing itself, 1 where none is said. */
export function countAt(words: readonly Word[], { from, count, sentence }: Mention): number {
  if (count < 2) return 1;
  const place = [1, 2, 3, 4].find((back) => {
    const word = words[from - back];
    return word !== undefined && word.sentence === sentence && numberOf(word) === count;
  });
  if (place === undefined) return 1;
  const between = words.slice(from - place + 1, from);
  return between.some(({ lemma }) => UNIT.test(lemma) || ENDS.test(lemma)) ? 1 : count;
}
