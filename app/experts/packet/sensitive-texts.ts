import type { ChangeDocument } from "#shared/core/change-document.ts";
import { isJsonObject, type Json, plainText } from "#shared/core/json.ts";

/** Every text and number of a change that is marked as sensitive, at any depth, as it was and as it will be. */
export function sensitiveTexts({ resources, outputs }: ChangeDocument): string[] {
  return [...resources, ...outputs].flatMap(({ before, after, sensitive }) => [
    ...marked(before, sensitive),
    ...marked(after, sensitive),
  ]);
}

/** A mark on the whole is a mark on each of its parts. */
function marked(value: Json, mark: Json): string[] {
  if (mark === true && !isHolder(value)) return value === null ? [] : [plainText(value)];
  if (!isHolder(value) || (mark !== true && !isHolder(mark))) return [];
  const parts: readonly [string, Json][] = Object.entries(value);
  return parts.flatMap(([name, part]) => marked(part, mark === true ? true : partOf(mark, name)));
}

function partOf(mark: Json, name: string): Json {
  if (Array.isArray(mark)) return mark[Number(name)] ?? null;
  return isJsonObject(mark) && Object.hasOwn(mark, name) ? (mark[name] ?? null) : null;
}

function isHolder(value: Json): value is Json[] | { [key: string]: Json } {
  return Array.isArray(value) || isJsonObject(value);
}
