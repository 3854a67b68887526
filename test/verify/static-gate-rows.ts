import { readFileSync } from "node:fs";
import { z } from "zod";
import { Json, type JsonObject } from "#shared/core/json.ts";

const Generate = z.object({
  op: z.enum(["nest-array", "pad-string", "repeat-key", "nest-expression"]),
  at: z.string(),
  depth: z.int().default(0),
  length: z.int().default(0),
  count: z.int().default(0),
});

const Row = z.object({
  id: z.string(),
  gate: z.enum(["static", "policy"]),
  expect: z.enum(["deny", "allow"]),
  rule: z.string(),
  why: z.string().default(""),
  document: Json,
  raw: z.string().optional(),
  base: Json.optional(),
  generate: Generate.optional(),
});
export type Row = z.infer<typeof Row>;

/** The rows whose outcome the static gate answers for: its own, and those that every gate must let pass. */
export function readRows(file: string): Row[] {
  const rows = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => Row.parse(JSON.parse(line)));
  return rows.filter(({ gate, expect }) => gate === "static" || expect === "allow");
}

/** The exact text to gate: as written, or the document enlarged as the row says. */
export function textOf({ document, raw, generate }: Row): string {
  if (raw !== undefined) return raw;
  if (generate === undefined) return JSON.stringify(document);
  const keys = generate.at.split("/").slice(1);
  const place = "\u0001place\u0001";
  const current = at(document, keys);
  const text = JSON.stringify(replaced(document, keys, place));
  return text.replace(JSON.stringify(place), () => enlarged(generate, current));
}

function enlarged({ op, depth, length, count }: z.infer<typeof Generate>, current: Json): string {
  if (op === "nest-array") return "[".repeat(depth) + "]".repeat(depth);
  if (op === "pad-string") return JSON.stringify("x".repeat(length));
  if (op === "nest-expression") return JSON.stringify(`\${${"[".repeat(depth)}${"]".repeat(depth)}}`);
  const [first] = Object.values(current as JsonObject);
  const copies = Array.from({ length: count }, (_, index) => `"copy${index}":${JSON.stringify(first)}`);
  return `{${copies.join(",")}}`;
}

function at(value: Json, keys: readonly string[]): Json {
  return keys.reduce<Json>((below, key) => (below as JsonObject)[key] ?? null, value);
}

function replaced(value: Json, [key, ...rest]: readonly string[], by: Json): Json {
  if (key === undefined) return by;
  const object = value as JsonObject;
  return { ...object, [key]: replaced(object[key] ?? null, rest, by) };
}
