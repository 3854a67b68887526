import { canonicalJson, isJsonObject, type Json } from "#shared/core/json.ts";

/** One place where two values are not the same; what one of them does not have is absent. */
export interface Difference {
  /** Such as `reviews[0].findings[2].severity`. */
  readonly path: string;
  readonly recorded?: Json | undefined;
  readonly recomputed?: Json | undefined;
}

/** Every place where two values differ, as deep as they both go; none exactly where their canonical JSON is the same. */
export function differences(recorded: Json, recomputed: Json, path = ""): Difference[] {
  if (Array.isArray(recorded) && Array.isArray(recomputed)) {
    const longest = recorded.length > recomputed.length ? recorded : recomputed;
    return longest.flatMap((_, at) => between(recorded[at], recomputed[at], `${path}[${at}]`));
  }
  if (isJsonObject(recorded) && isJsonObject(recomputed)) {
    const names = [...new Set([...Object.keys(recorded), ...Object.keys(recomputed)])].sort();
    return names.flatMap((name) =>
      between(own(recorded, name), own(recomputed, name), path === "" ? name : `${path}.${name}`),
    );
  }
  return canonicalJson(recorded) === canonicalJson(recomputed) ? [] : [{ path, recorded, recomputed }];
}

function between(recorded: Json | undefined, recomputed: Json | undefined, path: string): Difference[] {
  if (recorded === undefined || recomputed === undefined) return [{ path, recorded, recomputed }];
  return differences(recorded, recomputed, path);
}

function own(value: { readonly [name: string]: Json }, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}
