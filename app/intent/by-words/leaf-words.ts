import type { Catalogue } from "#shared/core/catalogue.ts";
import { type Leaf, leavesOf } from "#shared/reading/leaves.ts";
import { singular } from "#shared/reading/words.ts";
import type { Thing } from "./things.ts";

/** An argument of a thing that the request names, with the words that tell it from others. */
export interface Telling {
  readonly thing: Thing;
  readonly type: string;
  readonly leaf: Leaf;
  readonly words: readonly string[];
}

export const EMPTY = new Set(
  "enable enabled is use with in of the number num count value type name size and id arn on".split(" "),
);

const READ = new WeakMap<readonly Leaf[], readonly (readonly string[])[]>();

/** Telling words of every leaf, in their order. */
function wordsOfLeaves(leaves: readonly Leaf[]): readonly (readonly string[])[] {
  const words = READ.get(leaves) ?? leaves.map(({ path }) => tellingWords(path));
  READ.set(leaves, words);
  return words;
}

/** Every argument of the things, with its telling words; the block's own where the argument has none. */
export function tellingLeaves(things: readonly Thing[], catalogue: Catalogue): Telling[] {
  return things
    .filter(({ mode }) => mode === "managed")
    .flatMap((thing) => {
      const entry = catalogue.find(thing.type);
      const leaves = entry === null ? [] : leavesOf(entry);
      const words = wordsOfLeaves(leaves);
      return leaves.map((leaf, at) => ({ thing, type: thing.type, leaf, words: words[at] ?? [] }));
    });
}

function tellingWords(path: string): string[] {
  const [own = "", parent = ""] = path.split(".").reverse();
  const words = plainWords(own);
  return words.length > 0 ? words : plainWords(parent);
}

function plainWords(name: string): string[] {
  return name
    .split("_")
    .map(singular)
    .filter((word) => !EMPTY.has(word));
}

export function kindOf({ shape }: Leaf): string {
  return shape.kind === "list" || shape.kind === "set" ? shape.of.kind : shape.kind;
}
