import { isJsonObject, type Json, type JsonObject } from "#shared/core/json.ts";

/** What Gemini reads of JSON schema; of the rest (patterns, names of members, defaults) it makes an error. */
const READ = new Set([
  ...["$ref", "$defs", "type", "title", "description", "enum", "format"],
  ...["items", "prefixItems", "minItems", "maxItems", "minimum", "maximum"],
  ...["anyOf", "oneOf", "properties", "additionalProperties", "required"],
]);
/** Their members are schemas by name, and no keywords. */
const NAMED = new Set(["properties", "$defs"]);

/**
 * A schema in the words that Gemini reads, which demands nothing that may contain itself; what is left out is still held against the
 * answer afterwards.
 */
export function plainSchema(schema: JsonObject): JsonObject {
  return plainObject(schema, endlessIn(isJsonObject(schema.$defs) ? schema.$defs : {}));
}

type Endless = (schema: Json) => boolean;

function plainObject(schema: JsonObject, isEndless: Endless): JsonObject {
  const { const: fixed, ...rest } = schema;
  const given = fixed === undefined ? rest : { ...rest, enum: [fixed] };
  const entries = Object.entries(given).filter(([keyword]) => READ.has(keyword));
  const plain = Object.fromEntries(
    entries.map(([keyword, value]) => [
      keyword,
      NAMED.has(keyword) ? eachOf(value, isEndless) : plainValue(value, isEndless),
    ]),
  );
  return plain.required === undefined ? plain : { ...plain, required: requiredOf(schema, isEndless) };
}

function eachOf(value: Json, isEndless: Endless): Json {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plainValue(one, isEndless)]));
}

function plainValue(value: Json, isEndless: Endless): Json {
  if (Array.isArray(value)) return value.map((one) => plainValue(one, isEndless));
  return isJsonObject(value) ? plainObject(value, isEndless) : value;
}

function requiredOf({ required = [], properties }: JsonObject, isEndless: Endless): Json {
  if (!Array.isArray(required) || !isJsonObject(properties)) return required;
  return required.filter((name) => typeof name !== "string" || !isEndless(properties[name] ?? null));
}

/** Whether a schema leads to one that leads back to itself. */
function endlessIn(definitions: JsonObject): Endless {
  const reached = (schema: Json, seen: readonly string[]): boolean =>
    referred(schema).some(
      (name) => name === "" || seen.includes(name) || reached(definitions[name] ?? null, [...seen, name]),
    );
  return (schema) => reached(schema, []);
}

/** Names of definitions; "" is the schema itself. */
function referred(schema: Json): string[] {
  const found = JSON.stringify(schema).matchAll(/"\$ref":"#(?:\/\$defs\/)?([^"]*)"/g);
  return [...found].map(([, name = ""]) => name);
}
