import type { Field } from "../core/catalogue.ts";
import type { Place } from "./place.ts";
import { join, type Problem, setByProvider } from "./problem.ts";
import { unknownArgument } from "./unknown-argument.ts";

interface Level {
  readonly fields: Readonly<Record<string, Field>>;
  readonly place: Place;
}

/** The field behind a path, an element of a list or map as a field of its own; the problem where nothing may be set. */
export function fieldAt(path: readonly string[], level: Level): Field | Problem {
  const [name = "", ...rest] = path;
  const field = Object.hasOwn(level.fields, name) ? level.fields[name] : undefined;
  if (field === undefined) return unknownArgument(name, level.fields, level.place);
  if (field.isComputed) return setByProvider(name, level.place.path);
  return within(field, rest, { ...level, place: deeper(level.place, name) });
}

function within(field: Field, path: readonly string[], level: Level): Field | Problem {
  const [step, ...rest] = path;
  const { shape } = field;
  if (step === undefined || shape.kind === "any") return field;
  if (shape.kind === "object") return fieldAt(path, { ...level, fields: shape.fields });
  const isElement = shape.kind === "map" || /^\d+$/.test(step);
  if (!("of" in shape) || !isElement) return unknownArgument(step, {}, level.place);
  const element = { ...field, shape: shape.of, minItems: 0, maxItems: null };
  return within(element, rest, { ...level, place: deeper(level.place, step) });
}

function deeper(place: Place, name: string): Place {
  return { ...place, path: join(place.path, name) };
}
