import { isJsonObject, type Json, type JsonObject } from "../core/json.ts";

/** Terraform JSON writes one block as an object and several as an array of objects; both mean a list of blocks. */
export function blocksOf(value: Json | undefined): JsonObject[] {
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return list.filter(isJsonObject);
}

/** All blocks below one or more labels, with the labels: `resource` has two, `provider` one. */
export function labelled(
  section: Json | undefined,
  depth: number,
): { labels: readonly string[]; body: JsonObject }[] {
  return blocksOf(section).flatMap((block) => {
    if (depth === 0) return [{ labels: [], body: block }];
    return Object.entries(block)
      .filter(([label]) => label !== "//")
      .flatMap(([label, inner]) =>
        labelled(inner, depth - 1).map(({ labels, body }) => ({ labels: [label, ...labels], body })),
      );
  });
}

export function without(object: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
