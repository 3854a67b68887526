import type { Catalogue } from "#shared/core/catalogue.ts";
import type { Mention } from "#shared/reading/mention-of.ts";
import { singular, type Word } from "#shared/reading/words.ts";
import { holdersOf, versionsOf } from "./stand-ins.ts";

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
  const versions = versionsOf(type, all);
  const family = all.filter((other) => other.startsWith(`${provider}_${service}`));
  const spoken = words
    .slice(mention.from, mention.to + 1)
    .flatMap(({ lemma }) => lemma.split("_").map(singular));
  const own = type.split("_").slice(1).map(singular);
  if (isMeans(words, mention)) return { said: "other", or: family };
  if (isOfAnother(words, mention)) return { said: "part", or: family };
  if (own.every((word) => spoken.includes(word)) || isRestOf(own, spoken, words)) {
    const kinds = all.filter(
      (other) => isEndingOf(other, spoken) && hasAll(other, own) && !takes(other, type, catalogue),
    );
    return {
      said: "name",
      or: [...new Set([...versions, ...kinds, ...holdersOf(type, catalogue)])],
    };
  }
  if (own.at(-1) === spoken.at(-1)) {
    const alike = all.filter((other) => isEndingOf(other, spoken));
    return { said: "ending", or: [...new Set([...versions, ...alike])] };
  }
  const isPart = spoken.length > 1 && spoken.every((word) => own.includes(word));
  return { said: isPart ? "part" : "other", or: [...new Set([...versions, ...family])] };
}

/** "an EFS with a mount target": the service stands elsewhere, and here all the rest, of two words or more. */
function isRestOf(
  [service, ...rest]: readonly string[],
  spoken: readonly string[],
  words: readonly Word[],
): boolean {
  return (
    rest.length > 1 &&
    rest.every((word) => spoken.includes(word)) &&
    words.some(({ lemma, isQuoted }) => !isQuoted && lemma === service)
  );
}

/** "a Redis instance": a noun of many services behind the name of one that is not known here. */
function isOfAnother(words: readonly Word[], { from, to, sentence }: Mention): boolean {
  const before = words[from - 1];
  const isName = before?.sentence === sentence && !before.isQuoted && /^[A-Z]/.test(before.text);
  return from === to && /^(instance|cluster|server)$/.test(words[from]?.lemma ?? "") && isName && from > 1;
}

/** "an instance that creates a database" may mean another thing of the service. */
function isMeans(words: readonly Word[], { to }: Mention): boolean {
  return /^(that|which)$/.test(words[to + 1]?.lemma ?? "") && words[to + 2]?.lemma === "create";
}

/** "default route table" is a route table, "role policy" a policy. */
function hasAll(type: string, words: readonly string[]): boolean {
  const others = partsOf(type);
  return words.every((word) => others.includes(word));
}

/** `aws_redshift_cluster_iam_roles` takes roles and is none. */
function takes(other: string, type: string, catalogue: Catalogue): boolean {
  const [, ...own] = type.split("_");
  return Object.keys(catalogue.find(other)?.fields ?? {}).some((name) => name.startsWith(own.join("_")));
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
