import type { Field, Shape } from "../core/catalogue.ts";
import type { Value } from "../core/value.ts";
import { conformScalar } from "./conform-scalar.ts";
import { misplacedExpression } from "./expression.ts";
import { asListed, beyondLimits } from "./limits.ts";
import type { Conformed, Place } from "./place.ts";
import { join, type Problem, setByProvider } from "./problem.ts";
import { unknownArgument } from "./unknown-argument.ts";
import { isExpression, isList, isMembers, wrong } from "./value-kinds.ts";

type Fields = Readonly<Record<string, Field>>;

/**
 * Expressions need only be of the right kind, text, list or map; everything else must have the shape, `"80"` for 80 included. One
 * element is taken out of or put into a list where the schema leaves no doubt.
 */
function conform(value: Value, shape: Shape, place: Place): Conformed {
  if (value === null || shape.kind === "any") return { value, problems: [] };
  if (isExpression(value)) return { value, problems: misplacedExpression(value, shape, place) };
  if (shape.kind === "object") return conformObject(onlyElement(value), shape.fields, place);
  if (shape.kind === "map") return conformMap(value, shape.of, place);
  if (shape.kind === "list" || shape.kind === "set") return conformList(value, shape.of, place);
  return conformScalar(value, shape.kind, place);
}

/** Every argument must exist and be settable, and every required one must be there. */
export function conformObject(value: Value, fields: Fields, place: Place): Conformed {
  if (!isMembers(value)) return wrong(value, { path: place.path, what: "an object" });
  const members = Object.entries(value).map(([name, member]) =>
    conformMember({ name, value: member }, fields, place),
  );
  const missing = Object.entries(fields)
    .filter(([name, field]) => field.isRequired && (value[name] ?? null) === null)
    .map(
      ([name]): Problem => ({
        rule: "missing-argument",
        path: join(place.path, name),
        message: `${name} is required`,
        suggestion: name,
      }),
    );
  return {
    value: Object.fromEntries(members.map((member) => [member.name, member.value])),
    problems: [...members.flatMap((member) => member.problems), ...missing],
  };
}

interface Member {
  readonly name: string;
  readonly value: Value;
}

function conformMember({ name, value }: Member, fields: Fields, place: Place): Conformed & Member {
  const path = join(place.path, name);
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field === undefined) {
    return { name, value, problems: [unknownArgument(name, fields, place)] };
  }
  if (field.isComputed) {
    return { name, value, problems: [setByProvider(name, place.path)] };
  }
  return { name, ...conformField(value, field, { ...place, path }) };
}

/** The shape, and what the provider says of its own values: how many, which, and between what. */
export function conformField(value: Value, field: Field, place: Place): Conformed {
  const conformed = conform(value, field.shape, place);
  if (conformed.problems.length > 0) return conformed;
  const listed = asListed(conformed.value, field);
  return { value: listed, problems: beyondLimits(listed, field, place.path) };
}

/** A block that may occur once is an object, not a list of one. */
function onlyElement(value: Value): Value {
  return isList(value) && value.length === 1 ? (value[0] ?? null) : value;
}

function conformList(value: Value, of: Shape, place: Place): Conformed {
  const elements = isList(value) ? value : of.kind === "object" && isMembers(value) ? [value] : null;
  if (elements === null) return wrong(value, { path: place.path, what: "a list", instead: [value] });
  const conformed = elements.map((element, index) =>
    conform(element, of, { ...place, path: join(place.path, index) }),
  );
  return { value: conformed.map((element) => element.value), problems: conformed.flatMap((e) => e.problems) };
}

function conformMap(value: Value, of: Shape, place: Place): Conformed {
  if (!isMembers(value)) return wrong(value, { path: place.path, what: "a map" });
  const conformed = Object.entries(value).map(([name, member]) => ({
    name,
    ...conform(member, of, { ...place, path: join(place.path, name) }),
  }));
  return {
    value: Object.fromEntries(conformed.map((member) => [member.name, member.value])),
    problems: conformed.flatMap((member) => member.problems),
  };
}
