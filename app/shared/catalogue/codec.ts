import type { Field, ResourceType, Shape } from "../core/catalogue.ts";
import { PipelineError } from "../core/error.ts";

type PackedShape = string | readonly [string, PackedShape] | { readonly [name: string]: PackedField };
/** Items are `[min, max]`; what is unknown at the end of the row is left out. */
type PackedField = readonly [
  property: string,
  shape: PackedShape,
  flags: string,
  documentation?: string,
  values?: readonly string[],
  items?: readonly [number, number | null],
];

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
} as const;

/** One line a type, so that a reader parses only what it asks for: `mode TAB type TAB JSON`. */
export function packTypes(types: readonly ResourceType[]): string {
  const lines = types.map((type) => {
    const packed = [type.module, type.className, packFields(type.fields), type.isDeprecated ? 1 : 0];
    return `${type.mode}\t${type.type}\t${JSON.stringify(packed)}`;
  });
  return `${lines.sort().join("\n")}\n`;
}

export function unpackType(line: string): ResourceType {
  const [mode, type = "", json = "null"] = line.split("\t");
  const [module, className, fields, isDeprecated] = JSON.parse(json);
  return {
    type,
    mode: mode === "data" ? "data" : "managed",
    module,
    className,
    isDeprecated: isDeprecated === 1,
    fields: unpackFields(fields),
  };
}

function packFields(fields: Readonly<Record<string, Field>>): Record<string, PackedField> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, packField(field)]));
}

function packField(field: Field): PackedField {
  const { property, documentation, values, minItems, maxItems } = field;
  const start = [property, packShape(field.shape), flagsOf(field)] as const;
  if (minItems > 0 || maxItems !== null) return [...start, documentation, values, [minItems, maxItems]];
  if (values.length > 0) return [...start, documentation, values];
  return documentation === "" ? start : [...start, documentation];
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
  return Object.fromEntries(Object.entries(packed).map(([name, field]) => [name, unpackField(field)]));
}

function unpackField(packed: PackedField): Field {
  const [property, shape, flags, documentation = "", values = [], [minItems, maxItems] = [0, null]] = packed;
  return {
    property,
    shape: unpackShape(shape),
    minItems,
    maxItems,
    values,
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
  };
}

function unpackShape(packed: PackedShape): Shape {
  if (typeof packed !== "string") {
    if (!isCollection(packed)) return { kind: "object", fields: unpackFields(packed) };
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
