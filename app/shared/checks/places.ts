import { isJsonObject, type Json } from "../core/json.ts";

/** Every value at a dotted path without indexes, which descends through lists; a list at its end counts as its elements. */
export function valuesAt(value: Json, path: string): Json[] {
  if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, path));
  if (path === "") return value === null ? [] : [value];
  if (!isJsonObject(value)) return [];
  const [name = "", ...rest] = path.split(".");
  return Object.hasOwn(value, name) ? valuesAt(value[name] ?? null, rest.join(".")) : [];
}

/** The one value at a path with indexes, `ingress.0.cidr_blocks` or `ingress[0].cidr_blocks`; undefined where there is none. */
export function valueAt(value: Json, path: string): Json | undefined {
  const steps = path.replace(/\[(\d+)\]/g, ".$1").split(".");
  let found: Json | undefined = value;
  for (const step of steps) {
    if (found === undefined) return undefined;
    found = memberOf(found, step);
  }
  return found;
}

function memberOf(value: Json, step: string): Json | undefined {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(step) ? value[Number(step)] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** Every text in a value with its path. */
export function textsIn(value: Json, path = ""): { path: string; text: string }[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    textsIn(inner, path === "" ? name : `${path}.${name}`),
  );
}
