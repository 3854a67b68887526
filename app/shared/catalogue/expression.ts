import type { Shape } from "../core/catalogue.ts";
import type { Value } from "../core/value.ts";
import type { Classify, Place } from "./place.ts";
import type { Problem } from "./problem.ts";
import { wrong } from "./value-kinds.ts";

/** As far as Terraform cannot convert one into the other; null where nothing is known. */
type Kind = "text" | "list" | "map";

const NAMES: Readonly<Record<Kind, string>> = { text: "one value", list: "a list", map: "a map" };

/** A reference to a list does not fit where one value is wanted, and the other way round; templates and JSON are text. */
export function misplacedExpression(
  value: { readonly [key: string]: Value },
  shape: Shape,
  { path, classify }: Place,
): readonly Problem[] {
  const wanted = kindOf(shape);
  const given = kindOfExpression(value, classify);
  if (wanted === null || given === null || wanted === given) return [];
  return wrong(value, { path, what: NAMES[wanted], instead: mended(value, wanted, given) }).problems;
}

function kindOfExpression(value: { readonly [key: string]: Value }, classify: Classify): Kind | null {
  const { $ref } = value;
  if (typeof $ref === "string") {
    const shape = classify($ref);
    return shape === null ? null : kindOf(shape);
  }
  return "$template" in value || "$json" in value || "$policy" in value ? "text" : null;
}

/** A block cannot be told from an object here, and both from a map: Terraform takes either. */
function kindOf(shape: Shape): Kind | null {
  if (shape.kind === "any") return null;
  if (shape.kind === "list" || shape.kind === "set") return "list";
  return shape.kind === "map" || shape.kind === "object" ? "map" : "text";
}

function mended(value: { readonly [key: string]: Value }, wanted: Kind, given: Kind): Value | undefined {
  if (wanted === "list") return [value];
  const { $ref } = value;
  return given === "list" && typeof $ref === "string" ? { $ref: `${$ref}.0` } : undefined;
}
