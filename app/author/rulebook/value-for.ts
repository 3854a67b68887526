import type { Field } from "#shared/core/catalogue.ts";
import type { Value } from "#shared/core/value.ts";
import { isNaming, namedDefault, typedDefault } from "./defaults.ts";
import { joinedValue } from "./join.ts";
import { resolved } from "./resolve.ts";
import { settingsOf } from "./settings.ts";
import { cloudName, type Draft, type Sheet } from "./sheet.ts";

interface Place {
  readonly path: string;
  readonly field: Field;
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

/** The literal that most examples write, where at least two do or nothing else is left. */
function usualValue(sheet: Sheet, draft: Draft, { path, field }: Place): Value | undefined {
  const [first] = sheet.facts.of(draft.type, draft.mode)?.values[path] ?? [];
  if (first === undefined || isNaming(path)) return undefined;
  const [value, count] = first;
  if (count < 2 && !field.isRequired) return undefined;
  return field.shape.kind === "list" || field.shape.kind === "set" ? [value] : value;
}

function suggested(sheet: Sheet, draft: Draft, { path, field }: Place): Value | undefined {
  if (isNaming(path)) return cloudName(sheet, draft);
  const byName = namedDefault(path, field.shape);
  if (byName !== undefined) return byName;
  return field.isRequired ? typedDefault(field.shape) : undefined;
}
