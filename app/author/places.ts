import type { Draft } from "#constructs/recipe.ts";
import { isJsonObject, plainText } from "#shared/core/json.ts";

/** A place of a recipe that is filled in: its path in the arguments, and the draft that stands there. */
export interface Place {
  readonly path: string;
  readonly draft: Draft;
}

/** Every place of a draft that is filled in, as a path of names and indexes. */
export function placesIn(draft: Draft, path = ""): Place[] {
  if (isDirective(draft)) return [{ path, draft }];
  if (Array.isArray(draft))
    return draft.flatMap((element, index) => placesIn(element, join(path, plainText(index))));
  if (!isJsonObject(draft)) return [];
  return Object.entries(draft).flatMap(([name, value]) => placesIn(value, join(path, name)));
}

const READERS = ["$wish", "or", "$case", "$slice", "$times", "$domain", "$image"];

/** Whether a draft depends on this attribute. */
export function mentions(draft: Draft, attribute: string): boolean {
  if (Array.isArray(draft)) return draft.some((element) => mentions(element, attribute));
  if (!isJsonObject(draft)) return false;
  if (READERS.some((directive) => draft[directive] === attribute)) return true;
  return Object.values(draft).some((value) => mentions(value, attribute));
}

function isDirective(draft: Draft): boolean {
  return isJsonObject(draft) && Object.keys(draft).some((key) => key.startsWith("$"));
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
