import type { Catalogue } from "#shared/core/catalogue.ts";
import type { Mention } from "#shared/reading/mentions.ts";
import { singular, type Word } from "#shared/reading/words.ts";

/** How surely words name a type. */
export interface Kin {
  /** `name`: its own words; `ending`: the last of them; `other`: what people say for it, or its service; `part`: some of its words, which may mean less. */
  readonly said: "name" | "ending" | "other" | "part";
  /** Types that the same words may mean. */
  readonly or: readonly string[];
}

/** Versions of the type itself; those of the same ending, where only that is said; those of its service, where the words are no name of a type. */
export function kinOf(words: readonly Word[], mention: Mention, catalogue: Catalogue): Kin {
  const { type } = mention;
  const [provider = "", service = ""] = type.split("_");
  const all = catalogue.types({ provider }).filter((other) => other !== type);
  const versions = all.filter((other) => other[4] === type[4] && squeezed(other) === squeezed(type));
  const spoken = words
    .slice(mention.from, mention.to + 1)
    .flatMap(({ lemma }) => lemma.split("_").map(singular));
  const own = type.split("_").slice(1).map(singular);
  if (own.every((word) => spoken.includes(word))) {
    const kinds = all.filter((other) => isEndingOf(other, spoken) && hasAll(other, own));
    return { said: "name", or: [...new Set([...versions, ...kinds])] };
  }
  if (own.at(-1) === spoken.at(-1)) {
    const alike = all.filter((other) => isEndingOf(other, spoken));
    return { said: "ending", or: [...new Set([...versions, ...alike])] };
  }
  const isPart = spoken.length > 1 && spoken.every((word) => own.includes(word));
  const family = all.filter((other) => other.startsWith(`${provider}_${service}`));
  return { said: isPart ? "part" : "other", or: [...new Set([...versions, ...family])] };
}

/** "default route table" is a route table, "role policy" a policy. */
function hasAll(type: string, words: readonly string[]): boolean {
  const others = partsOf(type);
  return words.every((word) => others.includes(word));
}

function isEndingOf(type: string, spoken: readonly string[]): boolean {
  return partsOf(type).at(-1) === spoken.at(-1);
}

const PARTS = new Map<string, readonly string[]>();

/** The words of a type's name, of which there are as many as the catalogue has. */
function partsOf(type: string): readonly string[] {
  const known = PARTS.get(type) ?? type.split("_").map(singular);
  PARTS.set(type, known);
  return known;
}

/** `aws_kinesis_analytics_application` and `aws_kinesisanalyticsv2_application` are two versions of one. */
function squeezed(type: string): string {
  return type
    .replace(/_?v\d(?=_|$)/, "")
    .replaceAll("_", "")
    .replace("s3bucketobject", "s3object");
}
