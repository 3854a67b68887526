import { PipelineError } from "../core/error.ts";
import { isJsonObject, type Json } from "../core/json.ts";
import type { Value } from "../core/typed-change.ts";
import { readTemplate } from "../hcl/template.ts";

/** What synthesised JSON means: text is a literal or a set of functions and references; unset is absent. */
export function meaningOf(value: Json): Json {
  if (typeof value === "string") return meaningOfText(value);
  if (Array.isArray(value)) return value.map(meaningOf);
  if (!isJsonObject(value)) return value;
  return members(
    Object.entries(value).map(([key, member]) => [keyOf(key), member === null ? null : meaningOf(member)]),
  );
}

function meaningOfText(text: string): Json {
  const read = readTemplate(text);
  return read.kind === "literal"
    ? { literal: read.value }
    : expression([...read.functions], [...read.references]);
}

/** The same for typed data, where a string is always a literal. */
export function meaningOfValue(value: Value): Json {
  if (typeof value === "string") return { literal: value };
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map(meaningOfValue);
  if ("$ref" in value && typeof value.$ref === "string") return expression([], [value.$ref]);
  if ("$template" in value)
    return meaningOfTemplate(value.$template as readonly (string | { $ref: string })[]);
  if ("$json" in value) return meaningOfJson(value.$json as Value);
  return members(
    Object.entries(value).map(([key, member]) => [key, member === null ? null : meaningOfValue(member)]),
  );
}

function meaningOfTemplate(parts: readonly (string | { $ref: string })[]): Json {
  const references = parts.flatMap((part) => (typeof part === "string" ? [] : [part.$ref]));
  const texts = parts.filter((part) => typeof part === "string");
  return references.length === 0 ? { literal: texts.join("") } : expression([], references);
}

/** Without references the text itself is compared. */
function meaningOfJson(value: Value): Json {
  const uses = usesIn(value);
  if (uses.references.length === 0) return { literal: plainText(value) };
  return expression(["jsonencode", ...uses.functions], uses.references);
}

interface Uses {
  readonly functions: string[];
  readonly references: string[];
}

function usesIn(value: Value): Uses {
  if (typeof value !== "object" || value === null) return { functions: [], references: [] };
  if ("$ref" in value && typeof value.$ref === "string") return { functions: [], references: [value.$ref] };
  const inner = Object.values(value).map((member: Value) => usesIn(member));
  const references = inner.flatMap((uses) => uses.references);
  const own = "$json" in value && references.length > 0 ? ["jsonencode"] : [];
  return { functions: [...own, ...inner.flatMap((uses) => uses.functions)], references };
}

function plainText(value: Value): string {
  return JSON.stringify(value, (_, member: Value) => {
    if (typeof member !== "object" || member === null) return member;
    if ("$json" in member) return plainText(member.$json as Value);
    return "$template" in member ? (member.$template as readonly string[]).join("") : member;
  });
}

function expression(functions: string[], references: string[]): Json {
  return { functions: functions.sort().join(" "), references: references.sort().join(" ") };
}

/** Null, an empty list and absent mean the same. */
export function withoutNothing(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNothing);
  if (!isJsonObject(value)) return value;
  return members(Object.entries(value).map(([key, member]) => [key, withoutNothing(member)]));
}

function members(entries: readonly (readonly [string, Json])[]): Json {
  const kept = entries.filter(
    ([, member]) => member !== null && !(Array.isArray(member) && member.length === 0),
  );
  return Object.fromEntries(kept);
}

function keyOf(key: string): string {
  const read = readTemplate(key);
  if (read.kind === "literal") return read.value;
  throw new PipelineError("synth/key-is-expression", `The key ${JSON.stringify(key)} is an expression.`, {
    next: "Write keys as plain text.",
  });
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
