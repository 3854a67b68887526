import type { Json } from "#shared/core/json.ts";

/** JSON in which no tag can stand: where one would begin, `<` is written as an escape, which reads as the same text. */
export function fenced(value: Json): string {
  return JSON.stringify(value).replaceAll(/<(?=\/|packet)/gi, "\\u003c");
}
