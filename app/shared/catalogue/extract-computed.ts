import type { Field, Shape } from "../core/catalogue.ts";
import { plainField } from "./field.ts";

const CLASS_HEAD = /^class (\w+) extends cdktf\./gm;
const GETTER = /^ {4}get (\w+)\(\) \{\s*return ((?:cdktf[\w.]+\()*)this\.get(\w+)Attribute\('(\w+)'\)/gm;
const COMPLEX = /^ {8}this\._(\w+) = new ([\w.]+)\(this, "(\w+)"(?:, (true|false))?\);/gm;

const SHAPES: Readonly<Record<string, Shape>> = {
  String: { kind: "string" },
  Number: { kind: "number" },
  Boolean: { kind: "bool" },
  List: { kind: "list", of: { kind: "string" } },
  NumberList: { kind: "list", of: { kind: "number" } },
  StringMapList: { kind: "list", of: { kind: "map", of: { kind: "string" } } },
  StringMap: { kind: "map", of: { kind: "string" } },
  NumberMap: { kind: "map", of: { kind: "number" } },
  BooleanMap: { kind: "map", of: { kind: "bool" } },
};

/** The classes of one folder of the bindings by name, each up to where the next one starts. */
export function classesOf(script: string): ReadonlyMap<string, string> {
  const heads = [...script.matchAll(CLASS_HEAD)];
  return new Map(
    heads.map((head, index) => [head[1] ?? "", script.slice(head.index, heads[index + 1]?.index)]),
  );
}

/** Attributes that only the provider sets: accessors of a class whose name is not among what may be configured. */
export function computedFields(
  classes: ReadonlyMap<string, string>,
  className: string,
  settable: Readonly<Record<string, Field>>,
): Record<string, Field> {
  const body = classes.get(className) ?? "";
  const fields: Record<string, Field> = {};
  for (const [, property = "", wrapped = "", kind = "", name = ""] of body.matchAll(GETTER)) {
    if (!Object.hasOwn(settable, name)) fields[name] = computed(property, plainShape(kind, wrapped));
  }
  for (const [, property = "", type = "", name = "", wrapsSet] of body.matchAll(COMPLEX)) {
    if (!Object.hasOwn(settable, name)) {
      fields[name] = computed(
        property,
        complexShape(classes, type.split(".").at(-1) ?? "", wrapsSet === "true"),
      );
    }
  }
  return fields;
}

/** The bindings turn what is a set into a list. */
function plainShape(kind: string, wrapped: string): Shape {
  const shape = SHAPES[kind] ?? { kind: "any" };
  return shape.kind === "list" && wrapped.includes("tolist") ? { ...shape, kind: "set" } : shape;
}

/** `XList` holds many of `XOutputReference`, `XMap` one a key; anything else is one itself. */
function complexShape(classes: ReadonlyMap<string, string>, type: string, isSet: boolean): Shape {
  const [, stem = "", collection] = /^(\w+?)(List|Map)?$/.exec(type) ?? [];
  const name = collection === undefined ? type : `${stem}OutputReference`;
  if (!classes.has(name)) return SHAPES[type] ?? { kind: "any" };
  const of: Shape = { kind: "object", fields: computedFields(classes, name, {}) };
  if (collection === "Map") return { kind: "map", of };
  return collection === "List" ? { kind: isSet ? "set" : "list", of } : of;
}

function computed(property: string, shape: Shape): Field {
  return { ...plainField(property, shape), isComputed: true, isSingle: shape.kind === "object" };
}
