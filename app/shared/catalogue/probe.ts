import type { Field, ResourceType, Shape } from "../core/catalogue.ts";
import type { Json, JsonObject } from "../core/json.ts";

/** Values that no provider takes where it is particular at all. */
const ODD_TEXT = "zz";
const ODD_NUMBER = -987_654;
const DEEPEST = 6;

/** Every argument that may be set, each with a value that only a provider without an opinion takes. */
export function everyArgument(type: ResourceType): JsonObject {
  return object(type.fields, { path: "", isAll: true });
}

/** What must be set and nothing else. */
export function requiredArguments(type: ResourceType): JsonObject {
  return object(type.fields, { path: "", isAll: false });
}

interface Place {
  readonly path: string;
  readonly isAll: boolean;
}

function object(fields: Readonly<Record<string, Field>>, place: Place): JsonObject {
  const wanted = Object.entries(fields).filter(([name, field]) => isWanted(name, field, place));
  return Object.fromEntries(
    wanted.map(([name, field]) => {
      const path = place.path === "" ? name : `${place.path}.${name}`;
      return [name, value(field.shape, { ...place, path })];
    }),
  );
}

function isWanted(name: string, field: Field, { path, isAll }: Place): boolean {
  if (field.isComputed || field.isDeprecated) return false;
  if (field.isRequired) return true;
  const isOwn = path === "" && (name === "id" || name === "timeouts");
  return isAll && !isOwn && path.split(".").length < DEEPEST && innermost(field.shape).kind !== "any";
}

function innermost(shape: Shape): Shape {
  return "of" in shape ? innermost(shape.of) : shape;
}

function value(shape: Shape, place: Place): Json {
  if (shape.kind === "object") return object(shape.fields, place);
  if (shape.kind === "map") return { [ODD_TEXT]: value(shape.of, place) };
  if ("of" in shape) return [value(shape.of, place)];
  if (shape.kind === "number") return ODD_NUMBER;
  return shape.kind === "bool" ? true : ODD_TEXT;
}
