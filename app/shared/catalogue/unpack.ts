import type { ArgumentRule, Field, ResourceType, Shape } from "../core/catalogue.ts";
import { PipelineError } from "../core/error.ts";
import { type PackedField, type PackedRule, type PackedShape, RULES } from "./packed.ts";
import { usualClass, usualModule, usualProperty } from "./usual-names.ts";

/** What `packTypes` has written in one line; throws `catalogue/unreadable` for a shape that it does not know. */
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

function unpackRule([letter, ...paths]: PackedRule): ArgumentRule {
  return { kind: RULES[letter as keyof typeof RULES], paths };
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
