import { resolve, type Shape } from "./openapi.ts";

interface Schema {
  readonly type?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly minimum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly items?: unknown;
  readonly allOf?: readonly unknown[];
  readonly anyOf?: readonly unknown[];
  readonly oneOf?: readonly unknown[];
}

const EPOCH = "1970-01-01T00:00:00Z";
const ADDRESS = "https://api.github.com/";
const DEEPEST = 14;

/**
 * GitHub's answers carry some hundred required fields that nobody here reads: what a builder does not state is filled with the
 * emptiest value its schema allows (null, "", 0, false, [], the epoch). Nothing that was stated is changed.
 */
export function fill(rough: unknown, value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) throw new Error("The schema recurses through required fields.");
  if (value === undefined && allowsNull(rough)) return null;
  const schema = flatten(rough);
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined && schema.properties === undefined) return fillBranch(branches, value, depth);
  if (value === undefined) return emptiest(schema, depth);
  if (Array.isArray(value)) return value.map((item) => fill(schema.items, item, depth + 1));
  if (typeof value !== "object" || value === null || schema.properties === undefined) return value;
  return fillObject(schema, value as Shape, depth);
}

function fillObject(schema: Schema, value: Shape, depth: number): Shape {
  const filled: Shape = {};
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    if (value[name] === undefined && !schema.required?.includes(name)) continue;
    filled[name] = fill(child, value[name], depth + 1);
  }
  const stated = Object.entries(value).filter(([name, child]) => child !== undefined && !(name in filled));
  return { ...filled, ...Object.fromEntries(stated) };
}

/** The branch of a union that fits what was stated. */
function fillBranch(branches: readonly unknown[], value: unknown, depth: number): unknown {
  if (value === undefined) return fill(branches[0], value, depth + 1);
  if (value === null || typeof value !== "object") return value;
  const wanted = Array.isArray(value) ? "array" : "object";
  const fits = branches
    .map(flatten)
    .findIndex((one) => one.type === wanted || (wanted === "object" && one.properties));
  return fits === -1 ? fill(branches[0], value, depth + 1) : fill(branches[fits], value, depth + 1);
}

/** One branch of a union suffices, and every part of an `allOf` has to agree. */
function allowsNull(rough: unknown): boolean {
  const { type, nullable, enum: values, anyOf, oneOf, allOf } = (resolve(rough) ?? {}) as Schema;
  if (allOf !== undefined) return allOf.every(allowsNull);
  if (nullable === true || type === "null" || values?.includes(null) === true) return true;
  return (anyOf ?? oneOf ?? []).some(allowsNull);
}

/** Follows references and lays `allOf` parts over each other. */
function flatten(rough: unknown): Schema {
  const schema = (resolve(rough) ?? {}) as Schema;
  if (schema.allOf === undefined) return schema;
  const parts = [...schema.allOf.map(flatten), { ...schema, allOf: [] }];
  const properties: Record<string, unknown> = {};
  for (const [name, child] of parts.flatMap((part) => Object.entries(part.properties ?? {}))) {
    properties[name] = name in properties ? { allOf: [properties[name], child] } : child;
  }
  const required = parts.flatMap((part) => part.required ?? []);
  // Null has to be allowed by every part.
  const nullable =
    schema.nullable === true || schema.allOf.map(flatten).every((part) => part.nullable === true);
  return Object.assign({}, ...parts, { properties, required, nullable, allOf: undefined }) as Schema;
}

const EMPTIEST: Readonly<Record<string, (schema: Schema) => unknown>> = {
  string: (schema) => emptyText(schema.format),
  boolean: () => false,
  integer: (schema) => schema.minimum ?? 0,
  number: (schema) => schema.minimum ?? 0,
  array: () => [],
};

function emptiest(schema: Schema, depth: number): unknown {
  if (schema.enum !== undefined) return schema.enum[0];
  const known = EMPTIEST[schema.type ?? ""];
  if (known !== undefined) return known(schema);
  if (schema.properties === undefined) return schema.type === "object" ? {} : null;
  return fillObject(schema, {}, depth);
}

function emptyText(format: string | undefined): string {
  if (format === "date-time") return EPOCH;
  if (format === "uri" || format === "uri-template") return ADDRESS;
  return format === "email" ? "nobody@example.com" : "";
}
