import type { ChangeDocument, ResourceChange } from "../../core/change-document.ts";
import { isJsonObject, type Json } from "../../core/json.ts";
import type { OperationOf } from "../../core/typed-change.ts";
import { isMembers, isSpecial, type Value } from "../../core/value.ts";
import type { Written } from "./repair.ts";
import { addressOf, literalsIn, settled } from "./settled.ts";

/** One value of a resource. `path` is without indexes, `at` with them. */
export interface Leaf {
  readonly path: string;
  readonly at: string;
  /** What it comes to; undefined where that is decided elsewhere. */
  readonly value: Json | undefined;
  /** It is no literal of the resource's own. */
  readonly isIndirect: boolean;
  /** What decides it, where it is not known. */
  readonly by: readonly string[];
  /** Literals that it is put together from all the same. */
  readonly within: readonly Json[];
}

/** A resource as a change leaves it. */
export interface Thing {
  readonly address: string;
  readonly type: string;
  readonly provider: string;
  /** This pull request makes it. */
  readonly isNew: boolean;
  readonly leaves: readonly Leaf[];
  readonly refersTo: readonly string[];
  readonly lifecycle: NonNullable<OperationOf<"create">["lifecycle"]>;
}

export type Standing = ReadonlyMap<string, Thing>;

/** What a change leaves standing, by address, with every value followed to where it is written. None of a resource is none. */
export function standingIn(written: Written): Standing {
  const things = written.document.resources.filter(stays).flatMap((resource) => {
    const made = operationFor(resource.address, written);
    return made?.count === 0 ? [] : [thingOf(resource, made, written)];
  });
  return new Map(things.map((thing) => [thing.address, thing]));
}

function stays({ actions }: ChangeDocument["resources"][number]): boolean {
  return !actions.every((action) => action === "delete" || action === "forget");
}

function operationFor(address: string, { change }: Written): OperationOf<"create"> | undefined {
  const creates = change.operations.flatMap((one) => (one.kind === "create" ? [one] : []));
  return creates.find((one) => addressOf(one) === address);
}

function thingOf(resource: ResourceChange, made: OperationOf<"create"> | undefined, written: Written): Thing {
  const { address, type, provider, before, references } = resource;
  return {
    ...{ address, type, isNew: before === null },
    provider: made?.provider ?? provider,
    leaves: made === undefined ? leavesOfDocument(resource, written) : leavesOf(made.arguments, written),
    refersTo: [...new Set(references.map(({ to }) => to))],
    lifecycle: made?.lifecycle ?? {},
  };
}

/** Every value in what an author wrote. */
export function leavesOf(value: Value, written: Written, place = { path: "", at: "" }): Leaf[] {
  if (isMembers(value) && isSpecial(value)) {
    const one = settled(value, written);
    if (one.kind === "known") return literals(one.value, place, !("$policy" in value));
    const within = literalsIn(value, written);
    return [{ ...place, value: undefined, isIndirect: true, by: one.by, within }];
  }
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((one, index) =>
      leavesOf(one, written, { path: place.path, at: `${place.at}.${index}` }),
    );
  }
  if (!isMembers(value)) return literals(value as Json, place, false);
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, written, below(place, name)));
}

type Place = Pick<Leaf, "path" | "at">;

function below({ path, at }: Place, name: string): Place {
  return path === "" ? { path: name, at: name } : { path: `${path}.${name}`, at: `${at}.${name}` };
}

function literals(value: Json, place: Place, isIndirect: boolean): Leaf[] {
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((one, index) =>
      literals(one, { path: place.path, at: `${place.at}.${index}` }, isIndirect),
    );
  }
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([name, one]) => literals(one, below(place, name), isIndirect));
  }
  return value === null ? [] : [{ ...place, value, isIndirect, by: [], within: [] }];
}

/** Of what stood before: its own literals, and for the rest what the change wrote there, or what it refers to. */
function leavesOfDocument({ address, after, unknown, references }: ResourceChange, written: Written): Leaf[] {
  const edits = written.change.operations.flatMap((one) =>
    one.kind === "edit" && one.address === address ? [...one.set, ...(one.append ?? [])] : [],
  );
  const set = edits.flatMap(({ path, value }) =>
    leavesOf(value, written, { path: withoutIndexes(path), at: path }).filter((leaf) => leaf.isIndirect),
  );
  const open = literals(unknown, { path: "", at: "" }, true)
    .filter(({ path, value }) => value === true && !set.some((leaf) => leaf.path === path))
    .flatMap((place) => {
      const by = references.filter(({ path }) => path === place.path).map(({ to }) => to);
      const [only] = by;
      const one = only === undefined ? { kind: "open" as const, by } : settled({ $ref: only }, written);
      if (one.kind === "known" && by.length === 1) return literals(one.value, place, true);
      return [{ ...place, value: undefined, by: one.kind === "open" && by.length === 1 ? one.by : by }];
    });
  return [...literals(after, { path: "", at: "" }, false), ...set, ...open];
}

/** A path as contracts write it. */
export function withoutIndexes(path: string): string {
  return path
    .replaceAll(/\[\d+\]/g, "")
    .split(".")
    .filter((step) => !/^\d+$/.test(step))
    .join(".");
}

/** Whether one path lies at or in the other. */
export function isIn(path: string, of: string): boolean {
  return of === "" || path === of || path.startsWith(`${of}.`);
}
