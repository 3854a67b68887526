import { closest } from "fastest-levenshtein";
import type { Field, Shape } from "../core/catalogue.ts";
import type { Value } from "../core/typed-change.ts";

/** A value in the shape that the provider wants, and what could not be brought into it. */
export interface Conformed {
  readonly value: Value;
  readonly problems: readonly Problem[];
}

export interface Problem {
  readonly rule: "unknown-argument" | "missing-argument" | "wrong-type" | "computed-argument";
  readonly path: string;
  readonly message: string;
}

type Fields = Readonly<Record<string, Field>>;
type Members = { readonly [key: string]: Value };

/** References, templates and JSON text are decided by Terraform; everything else must have the shape, `"80"` for 80 included. */
export function conform(value: Value, shape: Shape, path: string): Conformed {
  if (isExpression(value) || value === null || shape.kind === "any") return { value, problems: [] };
  if (shape.kind === "object") return conformObject(value, shape.fields, path);
  if (shape.kind === "map") return conformMap(value, shape.of, path);
  if (shape.kind === "list" || shape.kind === "set") return conformList(value, shape.of, path);
  const scalar = asScalar(value, shape.kind);
  return scalar === undefined ? wrong(value, shape.kind, path) : { value: scalar, problems: [] };
}

/** Every argument must exist and be settable, and every required one must be there. */
export function conformObject(value: Value, fields: Fields, path: string): Conformed {
  if (!isMembers(value)) return wrong(value, "an object", path);
  const members = Object.entries(value).map(([name, member]) =>
    conformMember(member, fields, { path, name }),
  );
  const missing = Object.entries(fields)
    .filter(([name, field]) => field.isRequired && (value[name] ?? null) === null)
    .map(
      ([name]): Problem => ({
        rule: "missing-argument",
        path: join(path, name),
        message: `${name} is required`,
      }),
    );
  return {
    value: Object.fromEntries(members.map((member) => [member.name, member.value])),
    problems: [...members.flatMap((member) => member.problems), ...missing],
  };
}

function conformMember(
  value: Value,
  fields: Fields,
  place: { path: string; name: string },
): Conformed & { name: string } {
  const { name } = place;
  const path = join(place.path, name);
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field === undefined) {
    const nearest = closest(name, Object.keys(fields));
    const message = `there is no argument ${name}; the nearest is ${nearest}`;
    return { name, value, problems: [{ rule: "unknown-argument", path, message }] };
  }
  if (field.isComputed) {
    return {
      name,
      value,
      problems: [{ rule: "computed-argument", path, message: `${name} is set by the provider` }],
    };
  }
  return { name, ...conform(value, field.shape, path) };
}

function conformList(value: Value, of: Shape, path: string): Conformed {
  const elements = isList(value) ? value : of.kind === "object" ? [value] : null;
  if (elements === null) return wrong(value, "a list", path);
  const conformed = elements.map((element, index) => conform(element, of, join(path, String(index))));
  return { value: conformed.map((element) => element.value), problems: conformed.flatMap((e) => e.problems) };
}

function conformMap(value: Value, of: Shape, path: string): Conformed {
  if (!isMembers(value)) return wrong(value, "a map", path);
  const conformed = Object.entries(value).map(([name, member]) => ({
    name,
    ...conform(member, of, join(path, name)),
  }));
  return {
    value: Object.fromEntries(conformed.map((member) => [member.name, member.value])),
    problems: conformed.flatMap((member) => member.problems),
  };
}

function asScalar(value: Value, kind: "string" | "number" | "bool"): string | number | boolean | undefined {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
  const text = String(value);
  if (kind === "string") return text;
  if (kind === "bool") return text === "true" ? true : text === "false" ? false : undefined;
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function wrong(value: Value, wanted: string, path: string): Conformed {
  const message = `${path || "the arguments"} must be ${wanted}, not ${JSON.stringify(value).slice(0, 60)}`;
  return { value, problems: [{ rule: "wrong-type", path, message }] };
}

function isExpression(value: Value): boolean {
  return isMembers(value) && ["$ref", "$template", "$json"].some((key) => Object.hasOwn(value, key));
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function isMembers(value: Value): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
