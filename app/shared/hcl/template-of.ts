import { type Call, isMembers, type Ref, type Value } from "../core/value.ts";
import { unreadable } from "./refusal.ts";

/** Neighbouring texts are one; a text alone is no template. */
export function templateOf(values: readonly Value[]): Value {
  const joined: (string | Ref | Call)[] = [];
  for (const value of values.flatMap(piecesOf)) {
    const last = joined.at(-1);
    if (typeof value === "string" && typeof last === "string") joined[joined.length - 1] = last + value;
    else if (value !== "") joined.push(value);
  }
  const [only = ""] = joined;
  return joined.length < 2 ? only : { $template: joined };
}

function piecesOf(value: Value): readonly (string | Ref | Call)[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number" || typeof value === "boolean") return [String(value)];
  if (isMembers(value) && ("$ref" in value || "$fn" in value)) return [value as unknown as Ref | Call];
  if (isMembers(value) && "$template" in value) return value.$template as readonly (string | Ref | Call)[];
  throw unreadable("A template that is no typed value");
}
