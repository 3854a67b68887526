import { closest } from "fastest-levenshtein";
import type { Field } from "../core/catalogue.ts";
import type { Value } from "../core/value.ts";
import { join, type Problem } from "./problem.ts";
import { isExpression, isList } from "./value-kinds.ts";

/** A value as it was written where the provider takes it so, else in the letters in which the provider lists it. */
export function asListed(value: Value, { values, isAnyCase }: Field): Value {
  if (isAnyCase) return value;
  if (isList(value)) return value.map((element) => spelled(element, values));
  return spelled(value, values);
}

function spelled(value: Value, values: readonly string[]): Value {
  if (typeof value !== "string" || values.includes(value)) return value;
  return values.find((one) => folded(one) === folded(value)) ?? value;
}

/** Too many or too few elements, a value that is not among the listed ones, a number out of its range. */
export function beyondLimits(value: Value, field: Field, path: string): Problem[] {
  if (!isList(value)) return wrongValue(value, field, path);
  const count = wrongCount(value, field, path);
  const each = value.flatMap((element, index) => wrongValue(element, field, join(path, index)));
  return [...count, ...each];
}

function wrongCount(value: readonly Value[], { minItems, maxItems }: Field, path: string): Problem[] {
  const isTooFew = value.length < minItems;
  const isTooMany = maxItems !== null && value.length > maxItems;
  if (!isTooFew && !isTooMany) return [];
  const wanted = isTooFew ? `at least ${minItems}` : `at most ${maxItems}`;
  return [
    { rule: "wrong-count", path, message: `${path} occurs ${value.length} times and must occur ${wanted}` },
  ];
}

function wrongValue(value: Value, field: Field, path: string): Problem[] {
  const isText = typeof value === "string" || typeof value === "number";
  if (isText && field.values.length > 0) return notListed(String(value), field, path);
  if (typeof value === "number" && field.range !== null) return outOfRange(value, field, path);
  return [];
}

function notListed(value: string, { values, isAnyCase }: Field, path: string): Problem[] {
  const known = isAnyCase ? values.map(folded) : values;
  if (known.includes(isAnyCase ? folded(value) : value)) return [];
  const shown = values.slice(0, 12).join(", ") + (values.length > 12 ? " and others" : "");
  return [
    {
      rule: "wrong-value",
      path,
      message: `${path} must be one of ${shown}, not ${value}`,
      suggestion: nearest(value, values),
    },
  ];
}

function nearest(value: string, values: readonly string[]): string {
  const found = closest(folded(value), values.map(folded));
  return values.find((one) => folded(one) === found) ?? found;
}

function folded(text: string): string {
  return text.toLowerCase();
}

function outOfRange(value: number, { range }: Field, path: string): Problem[] {
  const { min, max } = range ?? { min: null, max: null };
  const within = Math.min(Math.max(value, min ?? value), max ?? Number.POSITIVE_INFINITY);
  if (within === value) return [];
  const wanted = [min === null ? "" : `at least ${min}`, max === null ? "" : `at most ${max}`].filter(
    Boolean,
  );
  return [
    {
      rule: "wrong-value",
      path,
      message: `${path} must be ${wanted.join(" and ")}, not ${value}`,
      suggestion: String(within),
    },
  ];
}

/** Whether a literal is given at all: what Terraform decides counts as given. */
export function isGiven(value: Value | undefined): boolean {
  if (value === undefined || value === null) return false;
  return isExpression(value) || !isList(value) || value.length > 0;
}
