import { isJsonObject, type Json } from "../core/json.ts";

/** Every value at a dotted path without indexes, which descends through lists; a list at its end counts as its elements. */
export function valuesAt(value: Json, path: string): Json[] {
  if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, path));
  if (path === "") return value === null ? [] : [value];
  if (!isJsonObject(value)) return [];
  const [name = "", ...rest] = path.split(".");
  return Object.hasOwn(value, name) ? valuesAt(value[name] ?? null, rest.join(".")) : [];
}

/** The steps of a path: `ingress.0.cidr_blocks`, `ingress[0].cidr_blocks`, `tags["a.b/c"]`; "" has none. */
export function stepsOf(path: string): string[] {
  const parts = path.split(/\["([^"]*)"\]/);
  return parts.flatMap((part, at) => (at % 2 === 1 ? [part] : plainSteps(part, at > 0)));
}

function plainSteps(part: string, isFurther: boolean): string[] {
  const dotted = part.replace(/\[(\d+)\]/g, ".$1");
  const own = isFurther ? dotted.replace(/^\./, "") : dotted;
  return own === "" ? [] : own.split(".");
}

/** No path that anybody means has more steps: looking for members with dots takes the square of them. */
const MOST_STEPS = 100;

/** The one value at a path, undefined where there is none. A member whose name has dots is found by them too: `tags.a.b/c`. */
export function valueAt(value: Json, path: string): Json | undefined {
  const steps = stepsOf(path);
  return steps.length === 0 || steps.length > MOST_STEPS ? undefined : valueFrom(value, steps);
}

function valueFrom(value: Json, steps: readonly string[]): Json | undefined {
  if (steps.length === 0) return value;
  for (let taken = 1; taken <= steps.length; taken += 1) {
    const member = memberOf(value, steps.slice(0, taken).join("."));
    const found = member === undefined ? undefined : valueFrom(member, steps.slice(taken));
    if (found !== undefined) return found;
  }
  return undefined;
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
