import type { Catalogue } from "../core/catalogue.ts";
import { BREAK, type Mention, mentionOf } from "./mention-of.ts";
import { NOTHING, type PhraseIndex } from "./phrase-index.ts";
import { foundAt } from "./type-at.ts";
import type { Word } from "./words.ts";

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
