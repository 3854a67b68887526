import type { Field, Shape } from "../core/catalogue.ts";
import type { Reference } from "../core/change-document.ts";
import { isJsonObject, type Json, type JsonObject } from "../core/json.ts";
import { readTemplate } from "../hcl/template.ts";

/** Configuration as a plan would show it before anything is known but its own literals. */
export interface Resolved {
  /** Absent where it is not known. */
  readonly value: Json | undefined;
  readonly unknown: Json | undefined;
  readonly sensitive: Json | undefined;
  readonly references: readonly Reference[];
}

/** Arguments under their Terraform names: blocks become arrays, expressions become unknown, references keep their path without indexes. */
export function resolveArguments(
  body: JsonObject,
  fields: Readonly<Record<string, Field>>,
  path = "",
): Resolved {
  const members = Object.entries(body)
    .filter(([name, value]) => name !== "//" && value !== null)
    .map(([name, value]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      return { name, resolved: resolveMember(value, field, path === "" ? name : `${path}.${name}`) };
    });
  const collect = (part: "value" | "unknown" | "sensitive"): JsonObject =>
    Object.fromEntries(
      members.flatMap(({ name, resolved }) => (resolved[part] === undefined ? [] : [[name, resolved[part]]])),
    );
  return {
    value: collect("value"),
    unknown: collect("unknown"),
    sensitive: collect("sensitive"),
    references: members.flatMap(({ resolved }) => resolved.references),
  };
}

function resolveMember(value: Json, field: Field | undefined, path: string): Resolved {
  const resolved = field?.isBlock ? resolveBlocks(value, field.shape, path) : resolveValue(value, path);
  return field?.isSensitive ? { ...resolved, sensitive: true } : resolved;
}

/** A block that may occur once is an object in CDKTF's JSON and an array in a plan. */
function resolveBlocks(value: Json, shape: Shape, path: string): Resolved {
  const inner = "of" in shape ? shape.of : shape;
  const fields = inner.kind === "object" ? inner.fields : {};
  if (typeof value === "string") return resolveValue(value, path);
  const blocks = (Array.isArray(value) ? value : [value])
    .filter(isJsonObject)
    .map((block) => resolveArguments(block, fields, path));
  return {
    value: blocks.map((block) => block.value ?? {}),
    unknown: blocks.map((block) => block.unknown ?? {}),
    sensitive: blocks.map((block) => block.sensitive ?? {}),
    references: blocks.flatMap((block) => block.references),
  };
}

function resolveValue(value: Json, path: string): Resolved {
  if (typeof value === "string") return resolveText(value, path);
  if (typeof value !== "object" || value === null)
    return { value, unknown: undefined, sensitive: undefined, references: [] };
  const members = Object.entries(value).map(
    ([key, member]) => [literalKey(key), resolveValue(member, path)] as const,
  );
  const references = members.flatMap(([, member]) => member.references);
  return Array.isArray(value) ? asList(members, references) : asMap(members, references);
}

type Members = readonly (readonly [string, Resolved])[];

/** A list keeps its length: what is not known yet is null in the value and true in the mirror. */
function asList(members: Members, references: readonly Reference[]): Resolved {
  const unknown = members.map(([, member]) => member.unknown ?? false);
  return {
    value: members.map(([, member]) => member.value ?? null),
    unknown: unknown.some((mark) => mark !== false) ? unknown : undefined,
    sensitive: undefined,
    references,
  };
}

function asMap(members: Members, references: readonly Reference[]): Resolved {
  const unknown = members.flatMap(([key, { unknown: mark }]) =>
    mark === undefined ? [] : [[key, mark] as const],
  );
  const known = members.flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value] as const]));
  return {
    value: Object.fromEntries(known),
    unknown: unknown.length === 0 ? undefined : Object.fromEntries(unknown),
    sensitive: undefined,
    references,
  };
}

function resolveText(text: string, path: string): Resolved {
  const read = readTemplate(text);
  if (read.kind === "literal")
    return { value: read.value, unknown: undefined, sensitive: undefined, references: [] };
  const addresses = read.references.flatMap((reference) => addressIn(reference));
  const references = [...new Set(addresses)].map((to) => ({ path, to }));
  return { value: undefined, unknown: true, sensitive: undefined, references };
}

const NOT_RESOURCES = new Set(["each", "count", "path", "terraform", "self"]);

function addressIn(reference: string): string[] {
  const steps = reference.split(".");
  if (NOT_RESOURCES.has(steps[0] ?? "")) return [];
  return [steps.slice(0, steps[0] === "data" ? 3 : 2).join(".")];
}

function literalKey(key: string): string {
  const read = readTemplate(key);
  return read.kind === "literal" ? read.value : key;
}
