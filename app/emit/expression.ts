import type { Catalogue, Field, Shape } from "#shared/core/catalogue.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Ref, Template, Value } from "#shared/core/typed-change.ts";
import { type Escaping, IN_FUNCTION, joinTexts, OUTSIDE } from "./literal.ts";

/** What an expression may name, and what it turned out to need. */
export interface Scope {
  readonly catalogue: Catalogue;
  /** Variable of the construct at this address. */
  variableOf(address: string): string;
  /** Called with the library's names that the text uses. */
  uses(name: "Fn" | "Token" | "propertyAccess"): void;
}

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
  if (isJson(value)) return json(value.$json, place);
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
      : `\${${reference(part.$ref, { kind: "string" }, place.scope)}}`,
  );
  return `\`${code.join("")}\``;
}

/** Without references the text is known now; with them Terraform must build it, since a value may hold quotes. */
function json(value: Value, place: Place): string {
  if (isKnown(value)) {
    if (place.escape === IN_FUNCTION) return JSON.stringify(IN_FUNCTION.text(knownJson(value)));
    return `JSON.stringify(${write(value, { kind: "any" }, { ...place, escape: OUTSIDE })})`;
  }
  place.scope.uses("Fn");
  return `Fn.jsonencode(${write(value, { kind: "any" }, { ...place, escape: IN_FUNCTION })})`;
}

function isKnown(value: Value): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (isRef(value) || isTemplate(value)) return false;
  return Object.values(value).every((member: Value) => isKnown(member));
}

function knownJson(value: Value): string {
  return JSON.stringify(value, (_, member: Value) =>
    typeof member === "object" && member !== null && isJson(member) ? knownJson(member.$json) : member,
  );
}

/** A property of the construct as far as the bindings have one; the rest of the path is asked of Terraform. */
function reference(text: string, wanted: Shape, scope: Scope): string {
  const parts = text.split(".");
  const isData = parts[0] === "data";
  const [type = "", name = "", ...path] = isData ? parts.slice(1) : parts;
  const address = `${isData ? "data." : ""}${type}.${name}`;
  const found = scope.catalogue.find(type, isData ? "data" : "managed");
  if (found === null || path.length === 0)
    throw cannotRefer(text, "name an attribute of a resource that exists");
  const accessor = accessorOf(path, { kind: "object", fields: found.fields });
  const typed = `${scope.variableOf(address)}${accessor.text}`;
  if (accessor.rest.length === 0) return converted(typed, accessor.shape, { wanted, scope });
  scope.uses("propertyAccess");
  const steps = accessor.rest.map((step) => (/^\d+$/.test(step) ? step : JSON.stringify(step)));
  return converted(`propertyAccess(${typed}, [${steps.join(", ")}])`, { kind: "any" }, { wanted, scope });
}

interface Accessor {
  readonly text: string;
  readonly shape: Shape;
  readonly rest: readonly string[];
}

function accessorOf(path: readonly string[], shape: Shape): Accessor {
  const [name, ...rest] = path;
  const field = shape.kind === "object" && name !== undefined ? shape.fields[name] : undefined;
  if (field === undefined) return { text: "", shape, rest: path };
  if (rest.length > 0 && !field.isSingle) return { text: `.${field.property}`, shape: field.shape, rest };
  const inner = accessorOf(rest, field.shape);
  return { ...inner, text: `.${field.property}${inner.text}` };
}

/** A number's or list's own text is a placeholder of the library, so another type is asked for by name. */
function converted(text: string, from: Shape, to: { wanted: Shape; scope: Scope }): string {
  const { wanted, scope } = to;
  const isSame = wanted.kind === "any" || from.kind === wanted.kind || (isMany(from) && isMany(wanted));
  if (isSame || (from.kind === "bool" && wanted.kind === "string")) return text;
  if (wanted.kind === "bool" || wanted.kind === "object") {
    throw cannotRefer(text, `refer to an attribute that is a ${wanted.kind}`);
  }
  scope.uses("Token");
  return `Token.${CONVERSION[wanted.kind]}(${text})`;
}

const CONVERSION = {
  string: "asString",
  number: "asNumber",
  list: "asList",
  set: "asList",
  map: "asStringMap",
} as const;

function cannotRefer(text: string, next: string): PipelineError {
  return new PipelineError("emit/cannot-refer", `${text} cannot be referred to here.`, {
    next: `Please ${next}.`,
  });
}

function isMany(shape: Shape): boolean {
  return shape.kind === "list" || shape.kind === "set";
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

function isJson(value: object): value is { $json: Value } {
  return Object.hasOwn(value, "$json");
}
