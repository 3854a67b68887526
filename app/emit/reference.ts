import type { Catalogue, Shape } from "#shared/core/catalogue.ts";
import { PipelineError } from "#shared/core/error.ts";

/** Names of the library that emitted code may use. */
export type LibraryName =
  | "Fn"
  | "Token"
  | "propertyAccess"
  | "TerraformCount"
  | "TerraformVariable"
  | "TerraformLocal"
  | "TerraformOutput";

/** What an expression may name, and what it turned out to need. */
export interface Scope {
  readonly catalogue: Catalogue;
  /** Variable of the construct at this address. */
  variableOf(address: string): string;
  /** Called with the library's names that the text uses. */
  uses(name: LibraryName): void;
  /** The constant that holds the count of what is written, null where it has none. */
  readonly count?: string | null;
}

/** A property of the construct as far as the bindings have one; the rest of the path is asked of Terraform. */
export function reference(text: string, wanted: Shape, scope: Scope): string {
  const parts = text.split(".");
  const [head = "", name = "", ...path] = parts;
  if (head === "count") return counted(text, wanted, scope);
  if (head === "var") return ofLibrary({ address: `var.${name}`, path, own: "value" }, wanted, scope);
  if (head === "local")
    return ofLibrary({ address: `local.${name}`, path, own: "expression" }, wanted, scope);
  return ofResource(text, wanted, scope);
}

function counted(text: string, wanted: Shape, scope: Scope): string {
  if (scope.count === undefined || scope.count === null) {
    throw cannotRefer(text, "give the resource a count before it refers to its number");
  }
  return converted(`${scope.count}.index`, { kind: "number" }, { wanted, scope });
}

const TYPED_VALUE: Readonly<Record<string, string>> = {
  "value.string": "stringValue",
  "value.number": "numberValue",
  "value.list": "listValue",
  "value.set": "listValue",
  "value.bool": "booleanValue",
  "expression.string": "asString",
  "expression.number": "asNumber",
  "expression.list": "asList",
  "expression.set": "asList",
  "expression.map": "asStringMap",
  "expression.bool": "asBoolean",
};

/** Variables and locals have an accessor for each type. */
function ofLibrary(
  at: { address: string; path: readonly string[]; own: "value" | "expression" },
  wanted: Shape,
  scope: Scope,
): string {
  const variable = scope.variableOf(at.address);
  if (at.path.length > 0) {
    scope.uses("propertyAccess");
    return converted(access(`${variable}.${at.own}`, at.path), { kind: "any" }, { wanted, scope });
  }
  const accessor = TYPED_VALUE[`${at.own}.${wanted.kind}`];
  if (accessor !== undefined) return `${variable}.${accessor}`;
  return converted(`${variable}.${at.own}`, { kind: "any" }, { wanted, scope });
}

function ofResource(text: string, wanted: Shape, scope: Scope): string {
  const parts = text.split(".");
  const isData = parts[0] === "data";
  const [type = "", name = "", ...path] = isData ? parts.slice(1) : parts;
  const address = `${isData ? "data." : ""}${type}.${name}`;
  const found = scope.catalogue.find(type, isData ? "data" : "managed");
  if (found === null) throw cannotRefer(text, "name an attribute of a resource that exists");
  const variable = scope.variableOf(address);
  if (path.length === 0) return converted(`${variable}.fqn`, { kind: "any" }, { wanted, scope });
  const accessor = isIndex(path[0])
    ? { text: "", shape: { kind: "any" } as const, rest: path }
    : accessorOf(path, { kind: "object", fields: found.fields });
  const typed = `${variable}${accessor.text}`;
  if (accessor.rest.length === 0) return converted(typed, accessor.shape, { wanted, scope });
  scope.uses("propertyAccess");
  return converted(access(typed, accessor.rest), { kind: "any" }, { wanted, scope });
}

function access(target: string, path: readonly string[]): string {
  const steps = path.map((step) => (isIndex(step) ? step : JSON.stringify(step)));
  return `propertyAccess(${target}, [${steps.join(", ")}])`;
}

interface Accessor {
  readonly text: string;
  readonly shape: Shape;
  readonly rest: readonly string[];
}

/** A block that occurs once has properties of its own, with or without its number before them. */
function accessorOf(path: readonly string[], shape: Shape): Accessor {
  const [name, ...rest] = path;
  const field = shape.kind === "object" && name !== undefined ? shape.fields[name] : undefined;
  if (field === undefined) return { text: "", shape, rest: path };
  if (rest.length === 0) return { text: `.${field.property}`, shape: field.shape, rest };
  if (!field.isSingle) return { text: `.${field.property}`, shape: field.shape, rest };
  const inner = accessorOf(rest[0] === "0" && rest.length > 1 ? rest.slice(1) : rest, field.shape);
  return { ...inner, text: `.${field.property}${inner.text}` };
}

/** A number's or list's own text is a placeholder of the library, so another type is asked for by name. */
export function converted(text: string, from: Shape, to: { wanted: Shape; scope: Scope }): string {
  const { wanted, scope } = to;
  const isSame = wanted.kind === "any" || from.kind === wanted.kind || (isMany(from) && isMany(wanted));
  if (isSame || (from.kind === "bool" && wanted.kind === "string")) return text;
  if (wanted.kind === "bool" && from.kind === "any") return text;
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

function isIndex(step: string | undefined): boolean {
  return step !== undefined && /^\d+$/.test(step);
}
