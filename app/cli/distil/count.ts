import type { Catalogue, Field, Shape } from "#shared/core/catalogue.ts";
import type { TypeFacts } from "#shared/core/facts.ts";
import { spellings } from "./camel.ts";
import type { TypeKey } from "./match-types.ts";
import type { Setting, Shown } from "./read-example.ts";

type Counts = Map<string, number>;

interface Tally {
  readonly key: TypeKey;
  seen: number;
  readonly usual: Counts;
  readonly values: Map<string, Counts>;
  readonly joins: Counts;
  readonly beside: Counts;
  readonly principals: Counts;
}

/** Counts of everything that examples show, by type; arguments that the catalogue does not have are left out. */
export function countFacts(
  examples: readonly (readonly Shown[])[],
  catalogue: Catalogue,
): { key: TypeKey; facts: TypeFacts }[] {
  const tallies = new Map<string, Tally>();
  for (const example of examples) {
    for (const shown of example) addShown(tallyOf(tallies, shown.key), { shown, example, catalogue });
    addNeighbours(tallies, example);
  }
  return [...tallies.values()].map((tally) => ({ key: tally.key, facts: factsOf(tally) }));
}

function tallyOf(tallies: Map<string, Tally>, key: TypeKey): Tally {
  const name = nameOf(key);
  const known = tallies.get(name);
  if (known !== undefined) return known;
  const made: Tally = {
    key,
    seen: 0,
    usual: new Map(),
    values: new Map(),
    joins: new Map(),
    beside: new Map(),
    principals: new Map(),
  };
  tallies.set(name, made);
  return made;
}

function nameOf({ type, mode }: TypeKey): string {
  return mode === "data" ? `data.${type}` : type;
}

interface Sight {
  readonly shown: Shown;
  readonly example: readonly Shown[];
  readonly catalogue: Catalogue;
}

function addShown(tally: Tally, { shown, example, catalogue }: Sight): void {
  tally.seen += 1;
  const fields = catalogue.find(shown.key.type, shown.key.mode)?.fields ?? {};
  const placed = shown.settings.flatMap((setting) => {
    const path = pathIn(fields, setting.path);
    return path === null ? [] : [{ ...setting, path }];
  });
  for (const path of new Set(placed.flatMap(({ path }) => prefixes(path)))) add(tally.usual, path);
  for (const setting of placed) addSetting(tally, setting, { shown, example, catalogue });
}

interface Placed extends Omit<Setting, "path"> {
  readonly path: string;
}

function addSetting(tally: Tally, { path, literal, from }: Placed, sight: Sight): void {
  if (literal !== null && isGeneral(path, literal)) {
    const counts = tally.values.get(path) ?? new Map<string, number>();
    tally.values.set(path, counts);
    add(counts, JSON.stringify(literal));
  }
  if (from === null) return;
  const fields = sight.catalogue.find(from.key.type, from.key.mode)?.fields ?? {};
  const attribute = nameIn({ ...fields, id: undefined, arn: undefined }, from.attribute);
  if (attribute !== null) add(tally.joins, [path, nameOf(from.key), attribute].join("\t"));
  const joined = from.index === null ? undefined : sight.example[from.index];
  for (const principal of trusted(joined, sight.example)) add(tally.principals, principal);
}

/** Arguments whose text is somebody's own. */
const OWN =
  /(^|[._])(\w*names?|identifiers?|ids?|arns?|description|comment|\w*user|\w*password|\w*secret|token|email|prefix|suffix|tags|variables|keys?|paths?|buckets?|domain|url|uri|region|zones?|topics?)$|(^|[.])(tags|variables)[.]/;
/** Texts that only an example would hold. */
const PLACEHOLDER = /example|sample|test|foo|bar\b|baz|dummy|^my(?!sql)|some_/i;

/** Enumerations, flags and sizes carry over; names, sentences, addresses and secrets of an example do not. */
function isGeneral(path: string, literal: string | number | boolean): boolean {
  if (typeof literal !== "string") return true;
  return !OWN.test(path) && !PLACEHOLDER.test(literal) && /^[A-Za-z][A-Za-z0-9_.:/-]{0,39}$/.test(literal);
}

/** Whom a joined role trusts, in its own policy or in the document it takes. */
function trusted(role: Shown | undefined, example: readonly Shown[]): readonly string[] {
  if (role === undefined || role.key.type !== "aws_iam_role") return [];
  const document = role.settings.find(({ path }) => path[0] === "assume_role_policy")?.from;
  const index = document?.index ?? null;
  return [...role.principals, ...(index === null ? [] : (example[index]?.principals ?? []))];
}

function addNeighbours(tallies: Map<string, Tally>, example: readonly Shown[]): void {
  const keys = new Map(example.map(({ key }) => [nameOf(key), key]));
  for (const [name, key] of keys) {
    const { beside } = tallyOf(tallies, key);
    for (const other of keys.keys()) if (other !== name) add(beside, other);
  }
}

function prefixes(path: string): string[] {
  const parts = path.split(".");
  return parts.map((_, index) => parts.slice(0, index + 1).join("."));
}

type Fields = Readonly<Record<string, Field | undefined>>;

function pathIn(fields: Fields, path: readonly string[]): string | null {
  const [name = "", ...rest] = path;
  const found = nameIn(fields, name);
  if (found === null) return null;
  const inner = innerFields(fields[found]?.shape);
  if (rest.length === 0 || inner === null) return found;
  const below = pathIn(inner, rest);
  return below === null ? null : `${found}.${below}`;
}

function innerFields(shape: Shape | undefined): Fields | null {
  if (shape === undefined) return null;
  if (shape.kind === "object") return shape.fields;
  return shape.kind === "list" || shape.kind === "set" ? innerFields(shape.of) : null;
}

function nameIn(fields: Fields, name: string): string | null {
  return spellings(name).find((spelling) => Object.hasOwn(fields, spelling)) ?? null;
}

function add(counts: Counts, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Once is chance for a value or a neighbour; a join or an argument is one even where a single example shows it. */
function factsOf(tally: Tally): TypeFacts {
  const { type, mode } = tally.key;
  const joins = most(tally.joins).map(([key, count]) => {
    const [path = "", to = "", attribute = ""] = key.split("\t");
    const isData = to.startsWith("data.");
    const toMode = isData ? ("data" as const) : ("managed" as const);
    return { type, mode, path, to: isData ? to.slice("data.".length) : to, toMode, attribute, count };
  });
  const values = [...tally.values].map(([path, counts]) => [
    path,
    most(counts)
      .slice(0, 4)
      .map(([value, count]) => [JSON.parse(value), count]),
  ]);
  return {
    seen: tally.seen,
    usual: Object.fromEntries(most(tally.usual)),
    values: Object.fromEntries(values),
    joins,
    beside: Object.fromEntries(most(tally.beside).slice(0, 16)),
    principals: most(tally.principals).map(([name]) => name),
  };
}

function most(counts: Counts): [string, number][] {
  return [...counts].sort(([left, a], [right, b]) => b - a || left.localeCompare(right));
}
