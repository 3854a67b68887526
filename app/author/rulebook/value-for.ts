import type { Field } from "#shared/core/catalogue.ts";
import type { Value } from "#shared/core/value.ts";
import { fits, isNaming, namedDefault, typedDefault } from "./defaults.ts";
import { joinedValue } from "./join.ts";
import { resolved } from "./resolve.ts";
import { settingsOf } from "./settings.ts";
import { cloudName, type Draft, type Sheet } from "./sheet.ts";

interface Place {
  readonly path: string;
  readonly field: Field;
  /** Which of several blocks of one kind it stands in. */
  readonly turn?: number;
}

/** The first source that knows: the request, what is known of the type, what it is joined to, what is usual, what its name and type suggest. */
export function valueFor(sheet: Sheet, draft: Draft, place: Place): Value | undefined {
  const said = draft.said.get(place.path);
  if (said !== undefined) return said;
  const known = settingsOf(draft).get(place.path);
  if (known !== undefined) return resolved({ sheet, draft }, known, place.field.shape);
  return (
    joinedValue(sheet, draft, place) ?? usualValue(sheet, draft, place) ?? suggested(sheet, draft, place)
  );
}

/** What examples write there is nobody's secret, and must not become somebody's. */
const SECRET = /password|secret|token|access_key/;

/** The literal that most examples write, where at least two do or nothing else is left. */
function usualValue(sheet: Sheet, draft: Draft, { path, field, turn = 0 }: Place): Value | undefined {
  const values = sheet.facts.of(draft.type, draft.mode)?.values[path] ?? [];
  const first = values[turn] ?? values[0];
  if (first === undefined || isNaming(draft.type, path) || SECRET.test(path)) return undefined;
  const [value, count] = first;
  if (count < 2 && !field.isRequired) return undefined;
  const shaped = field.shape.kind === "list" || field.shape.kind === "set" ? [value] : value;
  return fits(shaped, field.shape) && isTaken(value, field) ? shaped : undefined;
}

/** The provider takes it, as far as it is known what it takes. */
function isTaken(value: Value, { values }: Field): boolean {
  return values.length === 0 || typeof value !== "string" || values.includes(value);
}

function suggested(sheet: Sheet, draft: Draft, { path, field }: Place): Value | undefined {
  const isName = isNaming(draft.type, path) || (field.isRequired && /^(\w+_)?name$/.test(path));
  if (isName && field.values.length === 0) return cloudName(sheet, draft);
  const byName = namedDefault(draft.type, path, field.shape);
  if (byName !== undefined && isTaken(byName, field)) return resolved({ sheet, draft }, byName, field.shape);
  return field.isRequired ? plainest(field) : undefined;
}

/** The first value that the provider takes, else the plainest of its type. */
function plainest({ values, shape }: Field): Value {
  const [first] = values;
  return first !== undefined && shape.kind === "string" ? first : typedDefault(shape);
}
