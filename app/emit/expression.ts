import type { Field, Shape } from "#shared/core/catalogue.ts";
import { isPolicy, policyText } from "#shared/core/policy-text.ts";
import type { Call, Ref, Template, Value } from "#shared/core/value.ts";
import { callText } from "./call.ts";
import { holdsMark } from "./library-token.ts";
import { type Escaping, IN_FUNCTION, joinTexts, OUTSIDE, VERBATIM } from "./literal.ts";
import { reference, type Scope } from "./reference.ts";

type Members = { readonly [key: string]: Value };
interface Place {
  readonly scope: Scope;
  readonly escape: Escaping;
  readonly indent: string;
}

const STEP = "  ";

/** A value as TypeScript. Every literal is escaped, so that no text becomes an expression. */
export function expression(value: Value, shape: Shape, at: { scope: Scope; indent: string }): string {
  return write(value, shape, { ...at, escape: OUTSIDE });
}

/** A value where Terraform evaluates nothing, as the default of a variable: escaping would change it. */
export function constant(value: Value, at: { scope: Scope; indent: string }): string {
  return write(value, { kind: "any" }, { ...at, escape: VERBATIM });
}

/** The members of a configuration object, one a line, by the property names of the bindings. */
export function properties(
  value: Members,
  fields: Readonly<Record<string, Field>>,
  at: { scope: Scope; indent: string },
): string[] {
  return members(value, { kind: "object", fields }, { ...at, escape: OUTSIDE });
}

function write(value: Value, shape: Shape, place: Place): string {
  if (value === null || typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(place.escape.text(value));
  if (isList(value)) return list(value, shape, place);
  if (isRef(value)) return reference(value.$ref, shape, place.scope);
  if (isTemplate(value)) return template(value, place);
  if (isCall(value)) return call(value, shape, place);
  if (isJson(value)) return json(value.$json, place);
  if (isPolicy(value)) return json(policyText(value), place);
  return object(value as Members, shape, place);
}

function list(values: readonly Value[], shape: Shape, place: Place): string {
  const of: Shape = "of" in shape ? shape.of : { kind: "any" };
  const flat = values.map((value) => write(value, of, { ...place, indent: place.indent + STEP }));
  const line = `[${flat.join(", ")}]`;
  if (line.length + place.indent.length < 90 && !line.includes("\n")) return line;
  return `[\n${flat.map((text) => `${place.indent}${STEP}${text},\n`).join("")}${place.indent}]`;
}

function object(value: Members, shape: Shape, place: Place): string {
  const lines = members(value, shape, { ...place, indent: place.indent + STEP });
  const line = `{ ${lines.map((text) => text.slice(0, -1)).join(", ")} }`;
  if (lines.length === 0) return "{}";
  if (lines.length < 3 && line.length + place.indent.length < 70 && !line.includes("\n")) return line;
  return `{\n${lines.map((text) => `${place.indent}${STEP}${text}\n`).join("")}${place.indent}}`;
}

function members(value: Members, shape: Shape, place: Place): string[] {
  const fields = shape.kind === "object" ? shape.fields : {};
  const of: Shape = shape.kind === "map" ? shape.of : { kind: "any" };
  return Object.entries(value).map(([name, member]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const key = field?.property ?? keyOf(place.escape.key(name));
    return `${key}: ${write(member, field?.shape ?? of, place)},`;
  });
}

/** `__proto__` as a plain key would set the prototype and vanish. */
export function keyOf(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function template(value: Template, place: Place): string {
  const parts = joinTexts(value.$template);
  const code = parts.map((part, index) =>
    typeof part === "string"
      ? place.escape.part(part, index < parts.length - 1)
      : `\${${write(part, { kind: "string" }, place)}}`,
  );
  return `\`${code.join("")}\``;
}

/** Inside a call other rules of escaping hold, whatever surrounds it. */
function call(value: Call, wanted: Shape, place: Place): string {
  const inside = { ...place, escape: IN_FUNCTION };
  return callText(value.$fn, {
    wanted,
    scope: place.scope,
    write: (argument, shape) => write(argument, shape, inside),
  });
}

/** Without references the text is known now; with them Terraform must build it, since a value may hold quotes. */
function json(value: Value, place: Place): string {
  if (isKnown(value) && !(place.escape === OUTSIDE && holdsMark(JSON.stringify(value)))) {
    if (place.escape === IN_FUNCTION) return JSON.stringify(IN_FUNCTION.text(knownJson(value)));
    return `JSON.stringify(${write(value, { kind: "any" }, place)})`;
  }
  place.scope.uses("Fn");
  return `Fn.jsonencode(${write(value, { kind: "any" }, { ...place, escape: IN_FUNCTION })})`;
}

function isKnown(value: Value): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (isRef(value) || isTemplate(value) || isCall(value)) return false;
  return Object.values(value).every((member: Value) => isKnown(member));
}

function knownJson(value: Value): string {
  return JSON.stringify(value, (_, member: Value) => {
    if (typeof member !== "object" || member === null) return member;
    if (isPolicy(member)) return knownJson(policyText(member));
    return isJson(member) ? knownJson(member.$json) : member;
  });
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function isRef(value: object): value is Ref {
  return Object.hasOwn(value, "$ref");
}

function isTemplate(value: object): value is Template {
  return Object.hasOwn(value, "$template");
}

function isCall(value: object): value is Call {
  return Object.hasOwn(value, "$fn");
}

function isJson(value: object): value is { $json: Value } {
  return Object.hasOwn(value, "$json");
}
