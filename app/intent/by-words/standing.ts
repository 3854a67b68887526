import type { Mention } from "#shared/reading/mention-of.ts";
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
const NEW = /^(new|another|additional|second|appropriate|necessary|required|needed|suitable)$/;
const DEFINITE = /^(the|this|that|these|those|its|their|each|every|both|all|same|such|any|it)$/;
const BELONGING =
  /^(for|from|of|onto|on|by|via|as|at|under|behind|through|across|per|about|like|against|before|after|than|if|when|whenever|where|can|only)$/;

function standingOf(said: Said, mention: Mention): Standing {
  const { words } = said;
  const phrase = phraseBefore(said, mention);
  if (isDenied(words, mention, phrase)) return "denied";
  if (isGiven(mention, phrase)) return "given";
  if (IDENTIFIER.test(words[mention.from]?.whole ?? "")) return "asked";
  if (isModifier(said, mention)) return "spoken";
  if (countAt(words, mention) > 1 || has(phrase, NEW)) return "asked";
  return isAbility(words, mention) || isLoose(said, mention, phrase) ? "spoken" : "asked";
}

/** `aws_s3_bucket`, `sagemaker_model`: whoever writes a type means it. */
const IDENTIFIER = /^[a-z0-9]+(_[a-z0-9]+)+$/;

function isLoose(said: Said, mention: Mention, phrase: readonly Word[]): boolean {
  if (has(phrase, DEFINITE)) return !isFirst(said.words, mention);
  return isBelonging(said, mention) || isBarePlural(said.words, mention, phrase);
}

function has(phrase: readonly Word[], pattern: RegExp): boolean {
  return phrase.some(({ lemma }) => pattern.test(lemma));
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

/** A block for a bucket is a bucket, and what something depends on is there. */
const CARRIED = /^((block|resource|configuration|definition|script|code) (for|of)|dependency on)$/;

/** "users that are part of a group" asks for the group. */
const PART = /^(part|member) of$/;

/** "for a VPC", "to another bucket": it may be elsewhere. */
function isBelonging(said: Said, mention: Mention): boolean {
  const at = mention.from - phraseBefore(said, mention).length - 1;
  const head = said.words[at];
  if (head === undefined || head.sentence !== mention.sentence || head.isQuoted) return false;
  const pair = `${said.words[at - 1]?.lemma} ${head.lemma}`;
  if (CARRIED.test(pair)) return false;
  if (PART.test(pair)) return !hasArticle(said, mention);
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
const REACHING = /^(to|in|into|within|inside)$/;

/** "a", "another" or a number stands in its noun phrase. */
export function hasArticle(said: Said, mention: Mention): boolean {
  return phraseBefore(said, mention).some((word) => ARTICLE.test(word.lemma) || numberOf(word) !== null);
}

const ARTICLE = /^(a|an|another|new)$/;

/** "configurations for cluster setup, IAM policies": one of a list, without an article. */
function isBarePlural(words: readonly Word[], { from, to }: Mention, phrase: readonly Word[]): boolean {
  const isItem = words[from - phrase.length - 1]?.isClosed === true;
  return words[to]?.isPlural === true && isItem && phrase.every((word) => numberOf(word) === null);
}

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
    ({ sentence, isQuoted, isClosed, lemma }) =>
      sentence !== mention.sentence ||
      isQuoted ||
      isClosed ||
      [ENDS, BELONGING, REACHING].some((one) => one.test(lemma)),
  );
  return before.slice(end + 1);
}

/** Nouns that a service stands before and that is not meant itself: "S3 read-only access", "EKS setup". */
const OTHER =
  /^(access|setup|set|destination|module|terraform|state|locking|service|management|permission|read|only|pod|action|key|security|environment|integration|output|backup|engine|policy|group|audit|provider|data|event|trigger|notification|rule|target|origin|storage|monitoring|metric|log|logging|authentication|details|name|arn|id|region|account|document|connector|connection)$/;

/** "with a Redshift cluster destination" asks for the cluster. */
const ROLE = /^(destination|target|origin|source|backend)$/;

function isModifier(said: Said, mention: Mention): boolean {
  const { words } = said;
  const { from, to, sentence, isPlural } = mention;
  const next = words[to + 1];
  if (words[to]?.isClosed === true) return false;
  if (to > from && ROLE.test(next?.lemma ?? "") && hasArticle(said, mention)) return false;
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
