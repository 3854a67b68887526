import type { Field, Shape } from "../core/catalogue.ts";
import { OWN_RESOURCES, RENAMED_ARGUMENTS } from "./known-names.ts";
import { nearestName } from "./nearest.ts";
import type { Place } from "./place.ts";
import { join, type Problem } from "./problem.ts";

type Fields = Readonly<Record<string, Field>>;

/** Says what was meant: a known new name, a resource of its own, the same name elsewhere in the resource, or the nearest one. */
export function unknownArgument(name: string, fields: Fields, { path, type }: Place): Problem {
  const at = join(path, name);
  const problem = { rule: "unknown-argument", path: at } as const;
  const key = `${type}.${at.replaceAll(/\.\d+/g, "")}`;
  const own = OWN_RESOURCES[key];
  if (own !== undefined) {
    const message = `${type} has no argument ${name}: that is a resource of its own, ${own}`;
    return { ...problem, message, suggestion: own };
  }
  const suggestion = RENAMED_ARGUMENTS[key] ?? nearestArgument(name, fields);
  const message = `there is no argument ${name}`;
  if (suggestion === null) return { ...problem, message };
  return { ...problem, message: `${message}; the nearest is ${suggestion}`, suggestion };
}

function nearestArgument(name: string, fields: Fields): string | null {
  const settable = Object.entries(fields).filter(([, field]) => !field.isComputed);
  const near = nearestName(
    name,
    settable.map(([known]) => known),
  );
  return near ?? pathTo(name, fields);
}

/** Where the name stands one or more blocks deeper, if there is one such place. */
function pathTo(name: string, fields: Fields): string | null {
  const places = placesOf(name, fields, "");
  return places.length === 1 ? (places[0] ?? null) : null;
}

function placesOf(name: string, fields: Fields, path: string): string[] {
  return Object.entries(fields)
    .filter(([, field]) => !field.isComputed)
    .flatMap(([member, field]) => {
      const here = join(path, member);
      const deeper = placesOf(name, fieldsWithin(field.shape), here);
      return member === name ? [here, ...deeper] : deeper;
    });
}

function fieldsWithin(shape: Shape): Fields {
  if (shape.kind === "object") return shape.fields;
  return "of" in shape ? fieldsWithin(shape.of) : {};
}
