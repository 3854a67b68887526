import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "../core/json.ts";
import { Settings } from "../core/settings.ts";

const SCHEMA = z.toJSONSchema(Settings, { io: "input" }) as JsonObject;

/** One sentence for one mistake: where it is, what is wrong, and the nearest known key when the key is unknown. */
export function describeIssue(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String);
  if (issue.code !== "unrecognized_keys") return `${path.join(".") || "settings"}: ${issue.message}`;
  return issue.keys.map((key) => unknownKey([...path, key], keysAt(path))).join("; ");
}

function unknownKey(path: readonly string[], known: readonly string[]): string {
  return `${path.join(".")}: there is no such key${suggestion(path.at(-1) ?? "", known)}`;
}

/** `; did you mean "region"?`, or the keys there are when none is near. */
export function suggestion(given: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  const nearest = closest(given, known);
  const isNear = distance(given, nearest) <= Math.max(2, Math.floor(nearest.length / 3));
  return isNear ? `; did you mean "${nearest}"?` : `; known are ${known.join(", ")}`;
}

function keysAt(path: readonly string[]): readonly string[] {
  const node = path.reduce<Json>((schema, step) => below(schema, step), SCHEMA);
  return isJsonObject(node) && isJsonObject(node.properties) ? Object.keys(node.properties) : [];
}

function below(schema: Json, step: string): Json {
  if (!isJsonObject(schema)) return null;
  const { properties, additionalProperties, items } = schema;
  if (isJsonObject(properties) && properties[step] !== undefined) return properties[step];
  return additionalProperties ?? items ?? null;
}
