import type { Field, ResourceType, Shape } from "../core/catalogue.ts";
import { classesOf, computedFields } from "./extract-computed.ts";
import { type Declared, declaredProperties } from "./extract-declaration.ts";
import { plainField } from "./field.ts";

/** The JavaScript and the declarations of one folder of the bindings, every file of it joined. */
export interface BindingSource {
  /** `@cdktf/provider-aws/lib/s3-bucket/index.js`. */
  readonly module: string;
  readonly script: string;
  readonly declarations: string;
}

interface Entry {
  readonly name: string;
  readonly value: string;
  readonly isBlock: boolean;
  readonly collection: string;
  readonly storage: string;
}

const ENTRY =
  /^\s+"?([\w]+)"?: \{\s*value: (.+?),\s*isBlock: (true|false),\s*type: "(\w+)",\s*storageClassType: "([^"]*)",?\s*\},$/gms;
const CLASS = /^class (\w+) extends cdktf\.Terraform(Resource|DataSource|Provider) \{/m;

/** What one folder of the bindings offers, null when it defines neither a resource, a data source nor a provider. */
export function extractType(source: BindingSource): ResourceType | null {
  const [head, className, base] = CLASS.exec(source.script) ?? [];
  const type = /terraformResourceType: '(\w+)'/.exec(source.script)?.[1];
  if (head === undefined || className === undefined || type === undefined) return null;
  const body = source.script.slice(source.script.indexOf(head));
  const reader = new StructReader(source);
  const fields = reader.fieldsOf(body.slice(body.indexOf("synthesizeHclAttributes()")), {
    declaration: configOf(source.declarations) ?? `${className}Config`,
    properties: configProperties(body),
  });
  return {
    type,
    mode: base === "DataSource" ? "data" : "managed",
    module: source.module,
    className,
    isDeprecated: false,
    rules: [],
    fields: { ...computedFields(reader.classes, className, fields), ...fields },
  };
}

/** The interface that the constructor takes: its name does not always follow the class. */
function configOf(declarations: string): string | undefined {
  return /constructor\(scope: Construct, id: string, config\??: (\w+)\)/.exec(declarations)?.[1];
}

/** The private field keeps Terraform's spelling where the public property had to differ, so the constructor is read. */
function configProperties(body: string): ReadonlyMap<string, string> {
  const assignments = body.matchAll(/this\.(_\w+)(?:\.internalValue)? = config\.(\w+);/g);
  return new Map([...assignments].map(([, field, property]) => [field ?? "", property ?? ""]));
}

interface StructPlace {
  readonly declaration: string;
  readonly properties: ReadonlyMap<string, string>;
}

class StructReader {
  readonly classes: ReadonlyMap<string, string>;
  readonly #source: BindingSource;

  constructor(source: BindingSource) {
    this.#source = source;
    this.classes = classesOf(source.script);
  }

  fieldsOf(text: string, place: StructPlace): Record<string, Field> {
    const declared = declaredProperties(this.#source.declarations, place.declaration);
    const fields: Record<string, Field> = {};
    for (const entry of entries(firstFunction(text))) {
      const property = propertyOf(entry.value, place.properties);
      if (property !== null) {
        fields[entry.name] = declaredAs(this.#field(entry, property), declared.get(property));
      }
    }
    return fields;
  }

  #field(entry: Entry, property: string): Field {
    const struct = /(\w+)ToHclTerraform\b/.exec(entry.value.replaceAll(/cdktf\.\w+ToHclTerraform/g, ""))?.[1];
    const isMany = /[lL]istMapperHcl|hashMapperHcl/.test(entry.value);
    const of: Shape = struct === undefined ? scalar(entry.storage) : this.#struct(struct);
    return {
      ...plainField(property, collected(of, entry, struct === undefined || isMany)),
      isBlock: entry.isBlock,
      isSingle: struct !== undefined && !isMany,
      maxItems: struct !== undefined && !isMany && entry.isBlock ? 1 : null,
    };
  }

  #struct(name: string): Shape {
    const start = this.#source.script.indexOf(`function ${name}ToHclTerraform(struct)`);
    const declaration = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const fields = this.fieldsOf(this.#source.script.slice(start), { declaration, properties: new Map() });
    const computed = computedFields(this.classes, `${declaration}OutputReference`, fields);
    return { kind: "object", fields: { ...computed, ...fields } };
  }
}

/** A block that must be there stands there once at least. */
function declaredAs(field: Field, declared: Declared | undefined): Field {
  return { ...field, ...declared, minItems: field.isBlock && declared?.isRequired === true ? 1 : 0 };
}

/** Up to the return of the first function; one without attributes has no attributes to filter. */
function firstFunction(text: string): string {
  return text.slice(0, text.search(/^\s+return (?:attrs|Object\.fromEntries)/m));
}

function entries(text: string): Entry[] {
  return [...text.matchAll(ENTRY)].map(([, name, value, isBlock, collection, storage]) => ({
    name: name ?? "",
    value: value ?? "",
    isBlock: isBlock === "true",
    collection: collection ?? "",
    storage: storage ?? "",
  }));
}

function propertyOf(value: string, properties: ReadonlyMap<string, string>): string | null {
  const struct = /struct\.(\w+)/.exec(value)?.[1];
  if (struct !== undefined) return struct;
  const field = /this\.(_\w+)/.exec(value)?.[1];
  return field === undefined ? null : (properties.get(field) ?? field.slice(1));
}

/** `string`, `stringList`, `stringMapList`: the last collection is the outermost and named by the entry's own type. */
function scalar(storage: string): Shape {
  const [, kind, inner = ""] = /^(string|number|boolean)((?:Map|List)*?)(?:Map|List)?$/.exec(storage) ?? [];
  if (kind === undefined) return { kind: "any" };
  const innermost: Shape = kind === "boolean" ? { kind: "bool" } : { kind: kind as "string" | "number" };
  return [...inner.matchAll(/Map|List/g)].reduce<Shape>(
    (of, [collection]) => ({ kind: collection === "Map" ? "map" : "list", of }),
    innermost,
  );
}

/** A map of anything is the bindings' word for a value whose type is not known before it is given. */
function collected(of: Shape, entry: Entry, isMany: boolean): Shape {
  const collection = entry.collection;
  if (of.kind === "any" && collection === "map") return of;
  if (!isMany || (collection !== "list" && collection !== "set" && collection !== "map")) return of;
  return { kind: collection, of };
}
