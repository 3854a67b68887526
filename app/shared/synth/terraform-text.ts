import type { Catalogue, Field, Shape } from "../core/catalogue.ts";
import { isJsonObject, type Json, type JsonObject } from "../core/json.ts";
import { quoted } from "./quoted.ts";

type Fields = Readonly<Record<string, Field>>;

/**
 * Resources and data sources of Terraform JSON in Terraform's own language, for readers that take the nested blocks of JSON for
 * plain values (Trivy 0.76 does). What is no resource, and meta-arguments, are left out.
 */
export function terraformText(json: Json, catalogue: Catalogue): string {
  const document = isJsonObject(json) ? json : {};
  const blocks = (["resource", "data"] as const).flatMap((keyword) =>
    membersOf(document[keyword]).flatMap(([type, named]) => {
      const fields = catalogue.find(type, keyword === "data" ? "data" : "managed")?.fields ?? {};
      return membersOf(named).flatMap(([name, held]) =>
        elementsOf(held).map((one) => blockText(`${keyword} ${quoted(type)} ${quoted(name)}`, one, fields)),
      );
    }),
  );
  return `${["locals {}", ...blocks].join("\n\n")}\n`;
}

function membersOf(json: Json | undefined): [string, Json][] {
  return isJsonObject(json) ? Object.entries(json) : [];
}

function elementsOf(json: Json): JsonObject[] {
  return (Array.isArray(json) ? json : [json]).filter(isJsonObject);
}

const META = new Set([
  "//",
  "count",
  "depends_on",
  "for_each",
  "lifecycle",
  "provider",
  "provisioner",
  "connection",
]);

function blockText(head: string, held: JsonObject, fields: Fields): string {
  const lines = Object.entries(held).flatMap(([name, value]) =>
    META.has(name) || value === null ? [] : memberLines(name, value, fields[name]),
  );
  return [`${head} {`, ...lines.map((line) => `  ${line}`), "}"].join("\n");
}

/** Objects in a place of blocks are blocks, one each; whatever else stands there is a value. */
function memberLines(name: string, value: Json, field: Field | undefined): string[] {
  const fields = field === undefined ? null : blockFields(field.shape);
  const elements = elementsOf(value);
  const isBlock = fields !== null && elements.length === (Array.isArray(value) ? value.length : 1);
  if (!isBlock) return [`${name} = ${expression(value)}`];
  return elements.flatMap((one) => blockText(name, one, fields).split("\n"));
}

function blockFields(shape: Shape): Fields | null {
  if (shape.kind === "object") return shape.fields;
  return (shape.kind === "list" || shape.kind === "set") && shape.of.kind === "object"
    ? shape.of.fields
    : null;
}

function expression(value: Json): string {
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return `[${value.map(expression).join(", ")}]`;
  if (!isJsonObject(value)) return String(value);
  const members = Object.entries(value).map(([name, one]) => `${quoted(name)} = ${expression(one)}`);
  return `{ ${members.join(", ")} }`;
}
