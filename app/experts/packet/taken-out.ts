import type { ChangeDocument } from "#shared/core/change-document.ts";
import { isJsonObject, type Json } from "#shared/core/json.ts";
import { markFor, REDACTED } from "./redact.ts";
import { sensitiveTexts } from "./sensitive-texts.ts";

/** Every text that is taken out of a change, by its mark, its name or its form, with what stands for it: it is told nowhere else either. */
export function takenOut(document: ChangeDocument, terraform: Json): ReadonlyMap<string, string> {
  const { resources, data, providers, outputs } = document;
  const values = [
    ...[...resources, ...outputs].flatMap(({ before, after }) => [before, after]),
    ...[...data, ...providers].map((one) => one.arguments),
    terraform,
  ];
  const found = values.flatMap((value) => marksIn(value, ""));
  const marked = sensitiveTexts(document).map((text) => [text, REDACTED.sensitive] as const);
  return new Map([...found, ...marked]);
}

function marksIn(value: Json, name: string): (readonly [string, string])[] {
  if (Array.isArray(value)) return value.flatMap((part) => marksIn(part, name));
  if (isJsonObject(value)) return Object.entries(value).flatMap(([key, part]) => marksIn(part, key));
  const mark = typeof value === "string" ? markFor(value, name) : null;
  return mark === null ? [] : [[String(value), mark]];
}
