import type { Field, ResourceType, Shape } from "../core/catalogue.ts";
import type { Value } from "../core/value.ts";
import { singular } from "./words.ts";

/** An argument that holds one value, with the words it is spoken of by. */
export interface Leaf {
  readonly path: string;
  readonly shape: Shape;
  readonly phrases: readonly (readonly string[])[];
  /** The only values that the provider takes, empty where no source lists them. */
  readonly values: readonly string[];
}

const DEEPEST = 3;

/** `shard_count` and `number_of_nodes` are said as "3 shards" and "2 nodes". */
function countedBy(words: readonly string[]): string[][] {
  const things = words.filter((word) => !/^(count|number|num|of|size|quantity)$/.test(word));
  return things.length === 0 || things.length === words.length ? [] : [things];
}

const READ = new WeakMap<ResourceType, readonly Leaf[]>();

/** Every argument of a type that a request may state, outer ones first. */
export function leavesOf(type: ResourceType): readonly Leaf[] {
  const known = READ.get(type);
  if (known !== undefined) return known;
  const leaves = withParts(leavesIn(type.fields, []).sort((one, other) => depth(one) - depth(other)));
  READ.set(type, leaves);
  return leaves;
}

/** `backup_retention_period` is the only "backup retention" of a database: two words or more that no other argument has say as much as all. */
function withParts(leaves: readonly Leaf[]): Leaf[] {
  const parts = leaves.map(
    (leaf) => new Map(leaf.phrases.flatMap(partsOf).map((part) => [part.join(" "), part])),
  );
  const owners = new Map<string, number>();
  for (const own of parts) for (const key of own.keys()) owners.set(key, (owners.get(key) ?? 0) + 1);
  return leaves.map((leaf, at) => ({
    ...leaf,
    phrases: [
      ...leaf.phrases,
      ...[...(parts[at] ?? [])].flatMap(([key, part]) => (owners.get(key) === 1 ? [part] : [])),
    ],
  }));
}

/** Neighbouring words of a phrase, two or more and not all. */
function partsOf(phrase: readonly string[]): string[][] {
  return phrase.flatMap((_, from) =>
    phrase
      .slice(from + 2)
      .map((_, more) => phrase.slice(from, from + 2 + more))
      .concat(from === 0 ? [] : [phrase.slice(from)])
      .filter((part) => part.length > 1),
  );
}

function depth({ path }: Leaf): number {
  return path.split(".").length;
}

function leavesIn(fields: Readonly<Record<string, Field>>, above: readonly string[]): Leaf[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (field.isComputed || field.isDeprecated || name === "timeouts" || name === "tags_all") return [];
    const path = [...above, name];
    const inner = blockFields(field.shape);
    if (inner !== null) return path.length < DEEPEST ? leavesIn(inner, path) : [];
    const { shape, values } = field;
    return [{ path: path.join("."), shape, values, phrases: phrasesOf(path, shape) }];
  });
}

/** `enable_dns_support` is "dns support"; an inner `days` needs its block's name before it. */
function phrasesOf(path: readonly string[], shape: Shape): string[][] {
  const [own = "", parent] = [...path].reverse();
  const words = own.split("_").map(singular);
  const plain =
    shape.kind === "bool" ? words.filter((word) => !/^(enable|enabled|is|use|with)$/.test(word)) : words;
  const counted = shape.kind === "number" ? countedBy(plain) : [];
  const stem =
    shape.kind === "string" && plain.length > 1 && plain.at(-1) === "name" ? [plain.slice(0, -1)] : [];
  const phrases = [plain.length === 0 ? words : plain, ...counted, ...stem];
  if (parent === undefined) return phrases;
  const inner = [...parent.split("_").map(singular), ...plain];
  return plain.length > 1 ? [...phrases, inner] : [inner];
}

/** The shape behind a dotted path; lists are looked through. */
export function shapeAt(type: ResourceType, path: string): Shape {
  let shape: Shape = { kind: "object", fields: type.fields };
  for (const name of path.split(".")) shape = blockFields(shape)?.[name]?.shape ?? { kind: "any" };
  return shape;
}

/** One value for a list is a list of one. */
export function shaped(value: Value, shape: Shape): Value {
  const isList = shape.kind === "list" || shape.kind === "set";
  return isList && !Array.isArray(value) ? [value] : value;
}

/** What stands in a block, null for what is no block. */
export function blockFields(shape: Shape): Readonly<Record<string, Field>> | null {
  if (shape.kind === "object") return shape.fields;
  return (shape.kind === "list" || shape.kind === "set") && shape.of.kind === "object"
    ? shape.of.fields
    : null;
}
