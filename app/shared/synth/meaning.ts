import { PipelineError } from "../core/error.ts";
import { isJsonObject, type Json } from "../core/json.ts";
import { isPolicy, policyText } from "../core/policy-text.ts";
import { type Call, isMembers, isSpecial, type Ref, type Value } from "../core/value.ts";
import { templateOf } from "../hcl/template-of.ts";
import { readValue } from "../hcl/value.ts";

/** What synthesised JSON means: text is a literal or an expression with all that it says; unset is absent. */
export function meaningOf(value: Json): Json {
  if (typeof value === "string") return meaningOfText(value);
  if (Array.isArray(value)) return value.map(meaningOf);
  if (!isJsonObject(value)) return value;
  return members(
    Object.entries(value).map(([key, member]) => [keyOf(key), member === null ? null : meaningOf(member)]),
  );
}

/** What typed data cannot say is compared as it stands: nothing that we wrote has such a text. */
function meaningOfText(text: string): Json {
  try {
    return meaningOfValue(readValue(text));
  } catch (cause) {
    if (cause instanceof PipelineError && cause.code.startsWith("hcl/")) return { expression: { text } };
    throw cause;
  }
}

/** The same for typed data, where a string is always a literal. */
export function meaningOfValue(value: Value): Json {
  if (typeof value === "string") return { literal: value };
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map(meaningOfValue);
  if (!isSpecial(value)) {
    return members(
      Object.entries(value).map(([key, member]) => [key, member === null ? null : meaningOfValue(member)]),
    );
  }
  const said = inside(value);
  return typeof said === "string" ? { literal: said } : { expression: said };
}

/** Where Terraform evaluates nothing, every text is a literal as it stands. */
export function verbatim(value: Json): Json {
  if (typeof value === "string") return { literal: value };
  if (Array.isArray(value)) return value.map(verbatim);
  if (!isJsonObject(value)) return value;
  return members(
    Object.entries(value).map(([key, member]) => [key, member === null ? null : verbatim(member)]),
  );
}

/** A value inside an expression, each in one spelling only; JSON text that is known now is text. */
function inside(value: Value): Json {
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map(inside);
  if (isPolicy(value)) return inside({ $json: policyText(value) });
  if ("$ref" in value) return { $ref: referenceOf(value.$ref as string) };
  if ("$template" in value)
    return insideTemplate(templateOf(value.$template as readonly (string | Ref | Call)[]));
  if ("$json" in value) return insideJson(value.$json as Value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inside(member as Value)]));
}

function insideTemplate(value: Value): Json {
  if (!isMembers(value) || !("$template" in value)) return inside(value);
  return { $template: (value.$template as readonly Value[]).map(inside) };
}

function insideJson(value: Value): Json {
  const said = inside(value);
  return isKnown(said) ? JSON.stringify(said) : { $json: said };
}

function isKnown(value: Json): boolean {
  if (Array.isArray(value)) return value.every(isKnown);
  if (!isJsonObject(value)) return true;
  return Object.entries(value).every(([key, member]) => !key.startsWith("$") && isKnown(member));
}

/** `vpc_config.0.vpc_id` and `vpc_config.vpc_id` are the same where a block occurs once. */
function referenceOf(text: string): string {
  const parts = text.split(".");
  const attributes = parts[0] === "data" ? 4 : 3;
  return parts
    .filter((part, index) => part !== "0" || index < attributes || index === parts.length - 1)
    .join(".");
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
  const read = readValue(key);
  if (typeof read === "string") return read;
  throw new PipelineError("synth/key-is-expression", `The key ${JSON.stringify(key)} is an expression.`, {
    next: "Write keys as plain text.",
  });
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
