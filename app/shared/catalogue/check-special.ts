import { FUNCTIONS } from "../core/functions.ts";
import { isPolicy } from "../core/policy-text.ts";
import { isMembers, type Value } from "../core/value.ts";
import { policyProblems } from "./check-policy.ts";
import type { Problem } from "./problem.ts";

interface Place {
  /** Type of the resource, empty outside of one. */
  readonly type: string;
  readonly path: string;
}

/** Calls with the number of arguments that they take, and policy documents that fit the argument they stand in. */
export function specialProblems(value: Value, place: Place): Problem[] {
  if (Array.isArray(value))
    return value.flatMap((one: Value, index) => specialProblems(one, below(place, String(index))));
  if (!isMembers(value)) return [];
  if (isPolicy(value)) return policyProblems(value, place);
  const own = "$fn" in value ? callProblems(value.$fn as unknown as Called, place) : [];
  return [
    ...own,
    ...Object.entries(value).flatMap(([name, member]) => specialProblems(member, below(place, name))),
  ];
}

interface Called {
  readonly name: string;
  readonly args: readonly Value[];
}

function callProblems({ name, args }: Called, { path }: Place): Problem[] {
  const shape = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (shape === undefined) {
    return [{ rule: "unknown-function", path, message: `${name}() cannot be called` }];
  }
  const [least, most] = shape.takes;
  if (args.length >= least && args.length <= most) return [];
  const takes = least === most ? `${least}` : `${least} or more`;
  return [{ rule: "wrong-call", path, message: `${name}() takes ${takes} arguments, not ${args.length}` }];
}

/** What is special has no name of its own in a path. */
function below(place: Place, name: string): Place {
  if (name.startsWith("$")) return place;
  return { ...place, path: place.path === "" ? name : `${place.path}.${name}` };
}
