import type { Catalogue, Field, ResourceType, Shape } from "../core/catalogue.ts";
import { PipelineError } from "../core/error.ts";

type PackedShape = string | readonly [string, PackedShape] | { readonly [name: string]: PackedField };
type PackedField = readonly [property: string, shape: PackedShape, flags: string];
type Header = Pick<Catalogue, "providers">;

const FLAGS = {
  b: "isBlock",
  "1": "isSingle",
  r: "isRequired",
  c: "isComputed",
  s: "isSensitive",
  d: "isDeprecated",
} as const;

/** One line a type, so that a reader parses only what it asks for: `mode TAB type TAB JSON`, after a line with the providers. */
export function packCatalogue(header: Header, types: readonly ResourceType[]): string {
  const lines = types.map((type) => {
    const packed = [type.module, type.className, packFields(type.fields)];
    return `${type.mode}\t${type.type}\t${JSON.stringify(packed)}`;
  });
  return `${[JSON.stringify(header.providers), ...lines.sort()].join("\n")}\n`;
}

/** One catalogue over the packed texts of several providers. */
export function catalogueOf(texts: readonly string[]): Catalogue {
  const parts = texts.map(unpackCatalogue);
  return {
    providers: Object.assign({}, ...parts.map((part) => part.providers)),
    types: () => parts.flatMap((part) => part.types()),
    find: (type, mode) => firstOf(parts, (part) => part.find(type, mode)),
    ofModule: (module) => firstOf(parts, (part) => part.ofModule(module)),
  };
}

function firstOf(
  parts: readonly Catalogue[],
  ask: (part: Catalogue) => ResourceType | null,
): ResourceType | null {
  return parts.map(ask).find((found) => found !== null) ?? null;
}

/** Entries are parsed when they are first asked for. */
function unpackCatalogue(text: string): Catalogue {
  const [header = "{}", ...lines] = text.trimEnd().split("\n");
  const packed = new Map(lines.map((line) => [keyOf(line), line]));
  const modules = new Map(lines.map((line) => [/\["([^"]+)"/.exec(line)?.[1], keyOf(line)]));
  const read = new Map<string, ResourceType>();
  const unpacked = (key: string): ResourceType | null => {
    const line = packed.get(key);
    if (line === undefined) return null;
    const entry = read.get(key) ?? unpackType(line);
    read.set(key, entry);
    return entry;
  };
  return {
    providers: JSON.parse(header),
    types: () =>
      [...packed.keys()].filter((key) => key.startsWith(MANAGED)).map((key) => key.slice(MANAGED.length)),
    find: (type, mode = "managed") => unpacked(`${mode}\t${type}`),
    ofModule: (module) => unpacked(modules.get(module) ?? ""),
  };
}

const MANAGED = "managed\t";

/** Mode and type: what stands before the second tab. */
function keyOf(line: string): string {
  return line.slice(0, line.indexOf("\t", line.indexOf("\t") + 1));
}

function unpackType(line: string): ResourceType {
  const [mode, type = "", json = "null"] = line.split("\t");
  const [module, className, fields] = JSON.parse(json);
  return {
    type,
    mode: mode === "data" ? "data" : "managed",
    module,
    className,
    fields: unpackFields(fields),
  };
}

function packFields(fields: Readonly<Record<string, Field>>): Record<string, PackedField> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      [field.property, packShape(field.shape), flagsOf(field)],
    ]),
  );
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

function unpackField([property, shape, flags]: PackedField): Field {
  return {
    property,
    shape: unpackShape(shape),
    isBlock: flags.includes("b"),
    isSingle: flags.includes("1"),
    isRequired: flags.includes("r"),
    isComputed: flags.includes("c"),
    isSensitive: flags.includes("s"),
    isDeprecated: flags.includes("d"),
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
