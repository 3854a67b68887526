import { resolveReference } from "#shared/catalogue/resolve-reference.ts";
import type { Catalogue, Field } from "#shared/core/catalogue.ts";
import type { Operation, TypedChange } from "#shared/core/typed-change.ts";
import type { Value } from "#shared/core/value.ts";

export type Create = Extract<Operation, { kind: "create" }>;

/** One argument as it stands in a reference, and how to write another in its place. */
export interface Site {
  readonly operation: number;
  readonly path: readonly string[];
  readonly name: string;
  readonly field: Field;
  readonly value: Value;
  /** All arguments that could stand beside it. */
  readonly siblings: Readonly<Record<string, Field>>;
}

/** Every argument of a change that the catalogue describes, at every depth. */
export function sitesOf(change: TypedChange, catalogue: Catalogue): Site[] {
  return change.operations.flatMap((operation, index) => {
    if (operation.kind !== "create") return [];
    const type = catalogue.find(operation.type, operation.mode);
    return type === null ? [] : sitesIn(operation.arguments, type.fields, { operation: index, path: [] });
  });
}

type Fields = Readonly<Record<string, Field>>;
type At = Pick<Site, "operation" | "path">;

function sitesIn(value: Value, fields: Fields, at: At): Site[] {
  if (!isMembers(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const field = fields[name];
    if (field === undefined || member === null) return [];
    const path = [...at.path, name];
    return [
      { ...at, path, name, field, value: member, siblings: fields },
      ...sitesWithin(member, field, { ...at, path }),
    ];
  });
}

function sitesWithin(value: Value, field: Field, at: At): Site[] {
  const shape = "of" in field.shape ? field.shape.of : field.shape;
  if (shape.kind !== "object") return [];
  if (isMembers(value)) return sitesIn(value, shape.fields, at);
  if (!isList(value)) return [];
  return value.flatMap((element, index) =>
    sitesIn(element, shape.fields, { ...at, path: [...at.path, String(index)] }),
  );
}

/** The change with another value, another name or nothing at one place. */
export function rewritten(change: TypedChange, at: At, put: { name?: string; value: Value }): TypedChange {
  return withOperation(change, at.operation, (operation) => ({
    ...operation,
    arguments: replaced(operation.arguments, at.path, put) as Create["arguments"],
  }));
}

export function withOperation(
  change: TypedChange,
  at: number,
  edit: (operation: Create) => Operation,
): TypedChange {
  const operations = change.operations.map((operation, index) =>
    index === at && operation.kind === "create" ? edit(operation) : operation,
  );
  return { ...change, operations };
}

function replaced(
  value: Value,
  [step = "", ...rest]: readonly string[],
  put: { name?: string; value: Value },
): Value {
  if (isList(value)) {
    return value.map((element, index) => (String(index) === step ? replaced(element, rest, put) : element));
  }
  if (!isMembers(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]): [string, Value][] => {
      if (name !== step) return [[name, member]];
      if (rest.length > 0) return [[name, replaced(member, rest, put)]];
      return put.value === null ? [] : [[put.name ?? name, put.value]];
    }),
  );
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isMembers(value: Value): value is { readonly [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The reference that a value is, where it is one and names an attribute. */
export function referenceIn(value: Value, catalogue: Catalogue): string | null {
  if (!isMembers(value) || typeof value.$ref !== "string") return null;
  return resolveReference(value.$ref, catalogue).kind === "found" ? value.$ref : null;
}
