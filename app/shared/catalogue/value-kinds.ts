import type { Value } from "../core/value.ts";
import type { Problem } from "./problem.ts";

type Members = { readonly [key: string]: Value };

/** A reference, a template, a call or text made of data: decided by Terraform and not a value of its own shape. */
export function isExpression(value: Value): value is Members {
  return isMembers(value) && Object.keys(value).some((key) => key.startsWith("$"));
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isMembers(value: Value): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

interface Wanted {
  readonly path: string;
  /** `a list`. */
  readonly what: string;
  /** What to write instead, where that is clear. */
  readonly instead?: Value | undefined;
}

/** The value as it is, with what it should have been. */
export function wrong(
  value: Value,
  { path, what, instead }: Wanted,
): { readonly value: Value; readonly problems: readonly Problem[] } {
  const message = `${path || "the arguments"} must be ${what}, not ${JSON.stringify(value).slice(0, 60)}`;
  const problem: Problem = { rule: "wrong-type", path, message };
  if (instead === undefined) return { value, problems: [problem] };
  return { value, problems: [{ ...problem, suggestion: JSON.stringify(instead) }] };
}
