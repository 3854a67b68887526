import type { ArgumentRule } from "../core/catalogue.ts";
import type { Value } from "../core/value.ts";
import { isGiven } from "./limits.ts";
import type { Problem } from "./problem.ts";
import { isList, isMembers } from "./value-kinds.ts";

/** What the provider demands of several arguments at once: not both, one of them, one with the other. */
export function checkRules(value: Value, rules: readonly ArgumentRule[]): Problem[] {
  return rules.flatMap((rule) =>
    checkRule(
      rule,
      rule.paths.filter((path) => isGiven(at(value, path))),
    ),
  );
}

function checkRule({ kind, paths }: ArgumentRule, given: readonly string[]): Problem[] {
  const [first = ""] = paths;
  const isBroken = {
    "at-most-one": given.length > 1,
    "exactly-one": given.length !== 1,
    "at-least-one": given.length === 0,
    requires: given.includes(first) && given.length < paths.length,
  }[kind];
  if (!isBroken) return [];
  if (given.length === 0) return [missing(paths, first)];
  return [
    kind === "requires"
      ? incomplete(paths, given)
      : {
          rule: "exclusive-arguments",
          path: given[1] ?? first,
          message: `only one of ${paths.join(", ")} may be given, and ${given.join(" and ")} are`,
          suggestion: given[0] ?? first,
        },
  ];
}

function missing(paths: readonly string[], first: string): Problem {
  const message = `one of ${paths.join(", ")} is required`;
  return { rule: "missing-argument", path: first, message, suggestion: first };
}

function incomplete(paths: readonly string[], given: readonly string[]): Problem {
  const [first = "", ...needed] = paths;
  const absent = needed.find((path) => !given.includes(path)) ?? "";
  const message = `${first} is of use only with ${needed.join(" and ")}`;
  return { rule: "missing-argument", path: absent, message, suggestion: absent };
}

/** The value at a dotted path; an element of a list of one is reached without its number. */
function at(value: Value, path: string): Value | undefined {
  return path.split(".").reduce<Value | undefined>((here, name) => {
    const inside = here !== undefined && isList(here) && here.length === 1 ? here[0] : here;
    return inside !== undefined && isMembers(inside) ? inside[name] : undefined;
  }, value);
}
