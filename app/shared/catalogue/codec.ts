import type { ArgumentRule, Field, ResourceType, Shape } from "../core/catalogue.ts";
import { PipelineError } from "../core/error.ts";
import { usualClass, usualModule, usualProperty } from "./usual-names.ts";

type PackedShape = string | readonly [string, PackedShape] | { readonly [name: string]: PackedField };
/** A name that is the usual one is left out as 0. */
type Name = string | 0;
/** Flags alone are those of text under its usual name, of which nothing more is known. */
type PackedField = string | readonly [property: Name, shape: PackedShape, flags: string, more?: More];
/** Documentation, listed values, `[min, max]` of items and of a number; what is unknown is left out. */
interface More {
  readonly d?: string;
  readonly v?: readonly string[];
  readonly i?: readonly [number, number | null];
  readonly n?: readonly [number | null, number | null];
}
type PackedRule = readonly [letter: string, ...paths: string[]];

const FLAGS = {
  b: "isBlock",
  "1": "isSingle",
  r: "isRequired",
  c: "isComputed",
  o: "isOptionalComputed",
  s: "isSensitive",
  d: "isDeprecated",
  w: "isWriteOnly",
  n: "isForceNew",
  a: "isAnyCase",
} as const;

/** One line a type, so that a reader parses only what it asks for: `mode TAB type TAB JSON`. */
export function packTypes(types: readonly ResourceType[]): string {
  const lines = types.map((type) => {
    const packed = [
      short(type.module, usualModule(type)),
      short(type.className, usualClass(type)),
      packFields(type.fields),
      type.isDeprecated ? 1 : 0,
      type.rules.map(packRule),
    ];
    return `${type.mode}\t${type.type}\t${JSON.stringify(packed)}`;
  });
  return `${lines.sort().join("\n")}\n`;
}

function short(name: string, usual: string): Name {
  return name === usual ? 0 : name;
}

export function unpackType(line: string): ResourceType {
  const [word, type = "", json = "null"] = line.split("\t");
  const mode = word === "data" ? "data" : "managed";
  const [module, className, fields, isDeprecated, rules] = JSON.parse(json);
  return {
    type,
    mode,
    module: module || usualModule({ mode, type }),
    className: className || usualClass({ mode, type }),
    isDeprecated: isDeprecated === 1,
    fields: unpackFields(fields),
    rules: rules.map(unpackRule),
  };
}

const RULES = { m: "at-most-one", x: "exactly-one", l: "at-least-one", r: "requires" } as const;

function packRule({ kind, paths }: ArgumentRule): PackedRule {
  const letter = Object.entries(RULES).find(([, name]) => name === kind)?.[0] ?? "";
  return [letter, ...paths];
}

function unpackRule([letter, ...paths]: PackedRule): ArgumentRule {
  return { kind: RULES[letter as keyof typeof RULES], paths };
}

function packFields(fields: Readonly<Record<string, Field>>): Record<string, PackedField> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, packField(name, field)]));
}

function packField(name: string, field: Field): PackedField {
  const more = moreOf(field);
  const property = short(field.property, usualProperty(name));
  const start = [property, packShape(field.shape), flagsOf(field)] as const;
  if (Object.keys(more).length > 0) return [...start, more];
  return property === 0 && start[1] === "string" ? start[2] : start;
}

function moreOf({ documentation, values, minItems, maxItems, range }: Field): More {
  return {
    ...(documentation === "" ? {} : { d: documentation }),
    ...(values.length === 0 ? {} : { v: values }),
    ...(minItems === 0 && maxItems === null ? {} : { i: [minItems, maxItems] }),
    ...(range === null ? {} : { n: [range.min, range.max] }),
  };
}

function flagsOf(field: Field): string {
  return Object.entries(FLAGS)
    .filter(([, flag]) => field[flag])
    .map(([letter]) => letter)
    .join("");
}

function packShape(shape: Shape): PackedShape {
  if (shape.kind === "object") return packFields(shape.fields);
  return "of" in shape ? [shape.kind, packShape(shape.of)] : shape.kind;
}

function unpackFields(packed: Readonly<Record<string, PackedField>>): Record<string, Field> {
  return Object.fromEntries(Object.entries(packed).map(([name, field]) => [name, unpackField(name, field)]));
}

function unpackField(name: string, packed: PackedField): Field {
  const [property, shape, flags, more = {}] = typeof packed === "string" ? plain(packed) : packed;
  const { d: documentation = "", v: values = [], i: [minItems, maxItems] = [0, null], n } = more;
  return {
    property: property || usualProperty(name),
    shape: unpackShape(shape),
    minItems,
    maxItems,
    values,
    range: n === undefined ? null : { min: n[0], max: n[1] },
    documentation,
    isBlock: flags.includes("b"),
    isSingle: flags.includes("1"),
    isRequired: flags.includes("r"),
    isComputed: flags.includes("c"),
    isOptionalComputed: flags.includes("o"),
    isSensitive: flags.includes("s"),
    isDeprecated: flags.includes("d"),
    isWriteOnly: flags.includes("w"),
    isForceNew: flags.includes("n"),
    isAnyCase: flags.includes("a"),
  };
}

function plain(flags: string): Exclude<PackedField, string> {
  return [0, "string", flags];
}

/** Most of what is nested is never looked at, and some types are nested deeply: it is unpacked when it is. */
function lazyObject(packed: Readonly<Record<string, PackedField>>): Shape {
  let fields: Record<string, Field> | undefined;
  return {
    kind: "object",
    get fields() {
      fields ??= unpackFields(packed);
      return fields;
    },
  };
}

function unpackShape(packed: PackedShape): Shape {
  if (typeof packed !== "string") {
    if (!isCollection(packed)) return lazyObject(packed);
    const [kind, of] = packed;
    if (kind === "list" || kind === "set" || kind === "map") return { kind, of: unpackShape(of) };
  }
  if (packed === "string" || packed === "number" || packed === "bool" || packed === "any")
    return { kind: packed };
  throw new PipelineError("catalogue/unreadable", `The catalogue has a shape ${JSON.stringify(packed)}.`, {
    next: "Rebuild it with npm run catalogue.",
  });
}

function isCollection(packed: PackedShape): packed is readonly [string, PackedShape] {
  return Array.isArray(packed);
}
