import type { Field, ResourceType } from "#shared/core/catalogue.ts";
import { blockFields } from "#shared/reading/leaves.ts";
import { singular } from "#shared/reading/words.ts";
import { type Said, singledOut, speakersAt } from "./scopes.ts";
import { type Draft, entryOf, type Sheet } from "./sheet.ts";

interface Block {
  readonly path: string;
  readonly words: readonly string[];
}

/** "with a JMX exporter", "secondary artifacts": a block that is spoken of is wanted, with what it requires. */
export function bindBlocks(sheet: Sheet, said: Said, used: Set<number>): void {
  for (let at = 0; at < said.words.length; at += 1) {
    const found = isDenied(said, at) ? null : wantedAt(sheet, said, at);
    if (found === null) continue;
    for (const draft of found.drafts) draft.wanted.add(found.block.path);
    for (let place = at; place < at + found.block.words.length; place += 1) used.add(place);
  }
}

function isDenied({ words }: Said, at: number): boolean {
  const sentence = words[at]?.sentence;
  return words
    .slice(Math.max(0, at - 3), at)
    .some((word) => word.sentence === sentence && /^(no|not|without|disabled?|never)$/.test(word.lemma));
}

interface Wanted {
  readonly block: Block;
  readonly drafts: readonly Draft[];
}

/** The likeliest thing that has such a block. */
function wantedAt(sheet: Sheet, said: Said, at: number): Wanted | null {
  for (const mention of speakersAt(said, at)) {
    const drafts = singledOut(said, said.subjects.get(mention) ?? [], at);
    const entry = drafts[0] === undefined ? null : entryOf(sheet, drafts[0]);
    const block = entry === null ? undefined : blocksOf(entry).find((one) => standsAt(said, at, one));
    if (block !== undefined) return { block, drafts };
  }
  return null;
}

/** One word that names a thing names no block. */
function standsAt({ words, mentions }: Said, at: number, block: Block): boolean {
  const isThing = block.words.length === 1 && mentions.some(({ from, to }) => from <= at && at <= to);
  const isHere = (lemma: string, index: number) => {
    const word = words[at + index];
    return word?.lemma === lemma && !word.isQuoted && word.sentence === words[at]?.sentence;
  };
  return !isThing && block.words.every(isHere);
}

const READ = new WeakMap<ResourceType, readonly Block[]>();

/** The optional blocks of a type, the longest phrase first, then the outermost. */
function blocksOf(type: ResourceType): readonly Block[] {
  const known = READ.get(type);
  if (known !== undefined) return known;
  const blocks = blocksIn(type.fields, [])
    .filter(({ words }) => words.length > 1 || (words[0]?.length ?? 0) >= SHORTEST)
    .sort((one, other) => other.words.length - one.words.length || depth(one) - depth(other));
  READ.set(type, blocks);
  return blocks;
}

function depth({ path }: Block): number {
  return path.split(".").length;
}

const SHORTEST = 5;
const DEEPEST = 3;

function blocksIn(fields: Readonly<Record<string, Field>>, above: readonly string[]): Block[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const inner = blockFields(field.shape);
    if (inner === null || field.isComputed || field.isDeprecated || above.length >= DEEPEST) return [];
    const path = [...above, name];
    const own = field.isRequired ? [] : [{ path: path.join("."), words: wordsOf(name) }];
    return [...own, ...blocksIn(inner, path)];
  });
}

const GENERIC = /^(configuration|config|setting|policy|option|info|block|rule)$/;

/** `http_endpoint_configuration` is spoken of as an "http endpoint". */
function wordsOf(name: string): string[] {
  const words = name.split("_").map(singular);
  while (words.length > 1 && GENERIC.test(words.at(-1) ?? "")) words.pop();
  return words;
}
