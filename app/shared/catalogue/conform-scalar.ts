import type { Value } from "../core/value.ts";
import type { Conformed, Place } from "./place.ts";
import { isList, wrong } from "./value-kinds.ts";

type ScalarKind = "string" | "number" | "bool";

const NAMES: Readonly<Record<ScalarKind, string>> = {
  string: "text",
  number: "a number",
  bool: "true or false",
};

/** Text that can only mean a number or a truth value becomes one; nothing else is guessed at. */
export function conformScalar(value: Value, kind: ScalarKind, place: Place): Conformed {
  const scalar = asScalar(value, kind);
  if (scalar !== undefined) return { value: scalar, problems: [] };
  const [only] = isList(value) && value.length === 1 ? value : [];
  const inside = only === undefined ? undefined : asScalar(only, kind);
  return wrong(value, { path: place.path, what: NAMES[kind], instead: inside });
}

function asScalar(value: Value, kind: ScalarKind): string | number | boolean | undefined {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
  const text = String(value);
  if (kind === "string") return text;
  if (kind === "bool") return text === "true" ? true : text === "false" ? false : undefined;
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
