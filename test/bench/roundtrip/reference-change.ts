import { parse } from "@cdktf/hcl2json";
import type { Catalogue, Field, Shape } from "#shared/core/catalogue.ts";
import { isJsonObject, type Json, type JsonObject, plainText } from "#shared/core/json.ts";
import type { Value } from "#shared/core/value.ts";
import { readExpression } from "#shared/hcl/template.ts";
import { readValue } from "#shared/hcl/value.ts";

export interface ReferenceChange {
  /** Region of the provider without an alias. */
  readonly region: string;
  /** Operations as data, before any schema has seen them. */
  readonly operations: readonly JsonObject[];
}

/** A program in Terraform's language as typed data; what the language cannot say is thrown with its reason. */
export async function referenceChange(hcl: string, catalogue: Catalogue): Promise<ReferenceChange> {
  const json = (await parse("main.tf", hcl)) as JsonObject;
  for (const section of ["module", "import", "moved", "removed", "check"]) {
    if (json[section] !== undefined) throw new Error(`${section} blocks are not read here`);
  }
  const providers = Object.entries(objectOf(json.provider)).flatMap(([name, blocks]) =>
    blocksOf(blocks).map((block) => ({ name, block })),
  );
  const region = providers.find(({ block }) => block.alias === undefined)?.block.region;
  return {
    region: typeof region === "string" && !region.includes("${") ? region : "us-east-1",
    operations: [
      ...providers.filter(({ block }) => block.alias !== undefined).map(providerOf),
      ...namedBlocks(json.variable).map(variableOf),
      ...blocksOf(json.locals).flatMap((block) =>
        Object.entries(block).map(([name, value]) => ({ kind: "local", name, value: plain(value) })),
      ),
      ...resourcesOf(json.data, { mode: "data", catalogue }),
      ...resourcesOf(json.resource, { mode: "managed", catalogue }),
      ...namedBlocks(json.output).map(outputOf),
    ],
  };
}

function providerOf({ name, block }: { name: string; block: JsonObject }): JsonObject {
  const { alias = null, region = null } = block;
  return { kind: "provider", provider: name, alias, arguments: { region } };
}

function variableOf({ name, block }: Named): JsonObject {
  const type = typeof block.type === "string" ? block.type.replace(/^\$\{(.*)\}$/, "$1") : "any";
  const given = Object.fromEntries(
    Object.entries(block).filter(([key]) => ["default", "description", "sensitive"].includes(key)),
  );
  return { kind: "variable", name, type, ...given };
}

function outputOf({ name, block }: Named): JsonObject {
  const { value = null, description, sensitive } = block;
  return {
    kind: "output",
    name,
    value: plain(value),
    ...(description === undefined ? {} : { description }),
    ...(sensitive === undefined ? {} : { sensitive }),
  };
}

interface Kind {
  readonly mode: "managed" | "data";
  readonly catalogue: Catalogue;
}

function resourcesOf(section: Json | undefined, kind: Kind): JsonObject[] {
  return Object.entries(objectOf(section)).flatMap(([type, names]) =>
    namedBlocks(names).map(({ name, block }) => resourceOf({ type, name, block }, kind)),
  );
}

const META = new Set([
  "depends_on",
  "count",
  "provider",
  "lifecycle",
  "for_each",
  "provisioner",
  "connection",
]);

function resourceOf({ type, name, block }: Named & { type: string }, { mode, catalogue }: Kind): JsonObject {
  for (const meta of ["for_each", "provisioner", "connection"]) {
    if (block[meta] !== undefined) throw new Error(`${meta} is not in the language`);
  }
  const fields = catalogue.find(type, mode)?.fields ?? {};
  const given = Object.entries(block).filter(([key]) => !META.has(key));
  const [lifecycle] = blocksOf(block.lifecycle);
  return {
    kind: "create",
    mode,
    type,
    name,
    arguments: Object.fromEntries(given.map(([key, value]) => [key, shaped(value, fields[key])])),
    ...(block.depends_on === undefined ? {} : { dependsOn: traversals(block.depends_on) }),
    ...(block.count === undefined ? {} : { count: plain(block.count) }),
    ...(block.provider === undefined ? {} : { provider: traversals([block.provider])[0] ?? null }),
    ...(lifecycle === undefined ? {} : { lifecycle: lifecycleOf(lifecycle) }),
  };
}

function lifecycleOf(block: JsonObject): JsonObject {
  const ignored = block.ignore_changes;
  return {
    ...(block.create_before_destroy === undefined
      ? {}
      : { createBeforeDestroy: block.create_before_destroy }),
    ...(block.prevent_destroy === undefined ? {} : { preventDestroy: block.prevent_destroy }),
    ...(ignored === undefined ? {} : { ignoreChanges: ignored === "${all}" ? "all" : inner(ignored) }),
  };
}

function traversals(value: Json): string[] {
  return inner(value).map((text) => readExpression(text).references[0] ?? text);
}

/** What stands between `${` and `}`. */
function inner(value: Json): string[] {
  const texts = Array.isArray(value) ? value : [value];
  return texts.map((text) => plainText(text).replace(/^\$\{(.*)\}$/, "$1"));
}

/** In the catalogue's shape: a block that occurs once is an object and not a list of one. */
function shaped(value: Json, field: Field | undefined): Json {
  if (field === undefined) return plain(value);
  return inShape(value, field.shape);
}

function inShape(value: Json, shape: Shape): Json {
  if (shape.kind === "object") {
    return inObject(Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : value, shape.fields);
  }
  if (shape.kind === "map" && isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [textOf(key), inShape(member, shape.of)]),
    );
  }
  if (!("of" in shape) || !Array.isArray(value)) return plain(value);
  return value.map((element) => inShape(element, shape.of));
}

function inObject(value: Json, fields: Readonly<Record<string, Field>>): Json {
  if (!isJsonObject(value)) return plain(value);
  const entries = Object.entries(value).map(([key, member]) => [key, shaped(member, fields[key])]);
  return Object.fromEntries(entries);
}

/** Without a shape: expressions are read, everything else stays. */
function plain(value: Json): Json {
  if (typeof value === "string") return readValue(value) as Json;
  if (Array.isArray(value)) return value.map(plain);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [textOf(key), plain(member)]));
}

function textOf(key: string): string {
  const read: Value = readValue(key);
  if (typeof read === "string") return read;
  throw new Error(`the key ${key} is an expression`);
}

interface Named {
  readonly name: string;
  readonly block: JsonObject;
}

function namedBlocks(section: Json | undefined): Named[] {
  return Object.entries(objectOf(section)).flatMap(([name, blocks]) =>
    blocksOf(blocks).map((block) => ({ name, block })),
  );
}

function blocksOf(value: Json | undefined): JsonObject[] {
  return (Array.isArray(value) ? value : [value ?? null]).filter(isJsonObject);
}

function objectOf(value: Json | undefined): JsonObject {
  return Object.assign({}, ...blocksOf(value)) as JsonObject;
}
