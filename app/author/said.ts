import type { AuthorPacket } from "#shared/core/author.ts";
import type { Catalogue, ResourceType } from "#shared/core/catalogue.ts";
import { wordsOf } from "#shared/hygiene/words.ts";

/** What has been said by people, files and the catalogue, in words. */
export interface Said {
  /** These words stand side by side somewhere. */
  holds(words: readonly string[]): boolean;
  isSaid(word: string): boolean;
  /** A word of the provider's own names, of this stack, or of what it has: it tells nothing. */
  isCommon(word: string): boolean;
}

/** Words that things are called by everywhere, whatever they are. */
const PLAIN_WORDS: ReadonlySet<string> = new Set(
  (
    "a an and any as at by for from in is it its no not of on or per the this to via with without main default primary secondary replica read reader " +
    "write writer only all own our new old each every one two three first second third small large internal external private public http https tcp udp tls ssl " +
    "ssh dns ip cidr web app api db sql kv id arn url uri key keys json yaml add added adds create creates change changes edit remove set sets use uses " +
    "allow allows deny denied block blocked blocks enable enabled disable disabled keep keeps kept day days hour hours month months year years"
  ).split(" "),
);

/** Everything that the packet of an author says; `ours` are texts that we have written ourselves. */
export function saidIn(
  packet: AuthorPacket,
  types: readonly ResourceType[],
  { catalogue, ours }: Ours,
): Said {
  const { request, wishes, existing, stack, region, account = "" } = packet;
  const texts = [request, JSON.stringify(wishes), JSON.stringify(existing), ...ours];
  const spoken = [...texts, stack, region, account].map((text) => ` ${wordsOf(text).join(" ")} `);
  const own = new Set(
    [
      ...existing.map(({ address }) => address),
      ...wishes.map(({ name }) => name),
      ...[stack, region, account, ...ours],
    ].flatMap(wordsOf),
  );
  const named = [...packet.catalogue.map(({ type }) => type), ...types].map(wordsOfType);
  const common = commonIn(catalogue);
  return {
    holds: (words) => spoken.some((text) => text.includes(` ${words.join(" ")} `)),
    isSaid: (word) => spoken.some((text) => text.includes(` ${word} `)),
    isCommon: (word) =>
      common.has(word) || own.has(word) || /^\d{1,2}$/.test(word) || named.some((words) => words.has(word)),
  };
}

interface Ours {
  readonly catalogue: Catalogue;
  readonly ours: readonly string[];
}

const COMMON = new WeakMap<Catalogue, ReadonlySet<string>>();

/** The words that types are called by. */
function commonIn(catalogue: Catalogue): ReadonlySet<string> {
  const known = COMMON.get(catalogue);
  if (known !== undefined) return known;
  const names = [...catalogue.types(), ...catalogue.types({ mode: "data" })];
  const words = new Set([...PLAIN_WORDS, ...names.flatMap(wordsOf)]);
  COMMON.set(catalogue, words);
  return words;
}

const OF_TYPE = new WeakMap<ResourceType, ReadonlySet<string>>();

/** The words of a type's arguments, and of the values that it lists. */
function wordsOfType(type: ResourceType): ReadonlySet<string> {
  const known = OF_TYPE.get(type) ?? new Set(fieldTexts(type.fields).flatMap(wordsOf));
  OF_TYPE.set(type, known);
  return known;
}

const DEEPEST = 6;

function fieldTexts(fields: ResourceType["fields"], depth = 0): string[] {
  if (depth > DEEPEST) return [];
  return Object.entries(fields).flatMap(([name, { values, shape }]) => {
    const inner = "of" in shape ? shape.of : shape;
    return [name, ...values, ...(inner.kind === "object" ? fieldTexts(inner.fields, depth + 1) : [])];
  });
}
