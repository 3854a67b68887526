import type { Field, ResourceType, Shape } from "../core/catalogue.ts";
import type { Json, JsonObject } from "../core/json.ts";

/** Values that no provider takes where it is particular at all. */
const ODD_TEXT = "zz";
const ODD_NUMBER = -987_654;
const DEEPEST = 6;

/** Every argument that may be set, each with a value that only a provider without an opinion takes. */
export function everyArgument(type: ResourceType): JsonObject {
  return object(type.fields, { path: "", isAll: true, isOdd: true });
}

/** What must be set and nothing else. */
export function requiredArguments(type: ResourceType): JsonObject {
  return object(type.fields, { path: "", isAll: false, isOdd: true });
}

/** Both again, with one of the listed values in letters in which it is not listed, wherever there is a list. */
export function inOtherLetters(type: ResourceType): readonly [every: JsonObject, required: JsonObject] {
  const place = { path: "", isOdd: false };
  return [object(type.fields, { ...place, isAll: true }), object(type.fields, { ...place, isAll: false })];
}

interface Place {
  readonly path: string;
  readonly isAll: boolean;
  /** Nonsense even where it is known what makes sense. */
  readonly isOdd: boolean;
}

function object(fields: Readonly<Record<string, Field>>, place: Place): JsonObject {
  const wanted = Object.entries(fields).filter(([name, field]) => isWanted(name, field, place));
  return Object.fromEntries(
    wanted.map(([name, field]) => {
      const path = place.path === "" ? name : `${place.path}.${name}`;
      const text = place.isOdd ? ODD_TEXT : otherLetters(field.values);
      return [name, value(field.shape, text, { ...place, path })];
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

function value(shape: Shape, text: string, place: Place): Json {
  if (shape.kind === "object") return object(shape.fields, place);
  if (shape.kind === "map") return { [ODD_TEXT]: value(shape.of, text, place) };
  if ("of" in shape) return [value(shape.of, text, place)];
  if (shape.kind === "number") return ODD_NUMBER;
  return shape.kind === "bool" ? true : text;
}

/** `REDIS` for `redis`, `eNABLED` for `Enabled`, never itself among the listed; nonsense where nothing has letters. */
function otherLetters(values: readonly string[]): string {
  const other = values.map(([first = "", ...rest]) => swapped(first) + rest.join("").toUpperCase());
  return other.find((one, index) => one !== values[index] && !values.includes(one)) ?? ODD_TEXT;
}

function swapped(letter: string): string {
  return letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
}
