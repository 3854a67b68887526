import type { Field, Shape } from "../core/catalogue.ts";

const GETTER = /^ {4}get (\w+)\(\) \{\s*return (?:cdktf\.Fn\.tolist\()?this\.get(\w+)Attribute\('(\w+)'\)/gm;
const COMPLEX = /^ {8}this\.(_\w+) = new \w+\(this, "(\w+)"/gm;

const SHAPES: Readonly<Record<string, Shape>> = {
  String: { kind: "string" },
  Number: { kind: "number" },
  Boolean: { kind: "bool" },
  List: { kind: "list", of: { kind: "string" } },
  NumberList: { kind: "list", of: { kind: "number" } },
  StringMap: { kind: "map", of: { kind: "string" } },
  NumberMap: { kind: "map", of: { kind: "number" } },
  BooleanMap: { kind: "map", of: { kind: "bool" } },
};

/** Attributes that only the provider sets: getters whose name is not among what may be configured. */
export function computedFields(
  body: string,
  settable: Readonly<Record<string, Field>>,
): Record<string, Field> {
  const fields: Record<string, Field> = {};
  for (const [, property = "", kind = "", name = ""] of body.matchAll(GETTER)) {
    if (!Object.hasOwn(settable, name)) fields[name] = computed(property, SHAPES[kind] ?? { kind: "any" });
  }
  for (const [, field = "", name = ""] of body.matchAll(COMPLEX)) {
    if (!Object.hasOwn(settable, name)) fields[name] = computed(field.slice(1), { kind: "any" });
  }
  return fields;
}

function computed(property: string, shape: Shape): Field {
  return {
    property,
    shape,
    isBlock: false,
    isSingle: false,
    isRequired: false,
    isComputed: true,
    isSensitive: false,
    isDeprecated: false,
  };
}
