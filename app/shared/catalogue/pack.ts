import type { ArgumentRule, Field, ResourceType, Shape } from "../core/catalogue.ts";
import {
  FLAGS,
  type More,
  type Name,
  type PackedField,
  type PackedRule,
  type PackedShape,
  RULES,
} from "./packed.ts";
import { usualClass, usualModule, usualProperty } from "./usual-names.ts";

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

function packRule({ kind, paths }: ArgumentRule): PackedRule {
  const letter = Object.entries(RULES).find(([, name]) => name === kind)?.[0] ?? "";
  return [letter, ...paths];
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
