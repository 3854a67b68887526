import type { Operation } from "#shared/core/typed-change.ts";

/** A text of an operation that its author has chosen. */
export interface FreeText {
  /** Where it stands, by the members of the form: nothing of the author's own words. */
  readonly place: string;
  readonly text: string;
  /** Something is called or described by it; any other text means something to the provider. */
  readonly isName: boolean;
}

/** Arguments that the provider passes on as they are: what things are called, and what is said of them. */
const NAMES =
  /(?:^|_)(?:names?|prefix|suffix|identifier|description|comments?|title|labels?|alias|aliases|sid|notes?|message|text|subject|owner|purpose|bucket|id|path|\$ref)$/;
const NOTES = /^(?:tags|tags_all|labels|annotations|metadata|variables|default_tags)$/;

/** Members of the form that hold one of its own words. */
const WORDS = new Set(["kind", "mode", "type", "effect", "provider"]);

/** All texts of an operation, the names of what its author has named included. */
export function freeTextsOf(operation: Operation): FreeText[] {
  const isNamed = operation.kind !== "create" && operation.kind !== "edit";
  return Object.entries(operation).flatMap(([member, value]) => {
    if (WORDS.has(member)) return [];
    return textsIn(value, { place: member, isName: isNamed || member === "name" || member === "address" });
  });
}

interface At {
  readonly place: string;
  readonly isName: boolean;
}

function textsIn(value: unknown, at: At): FreeText[] {
  if (typeof value === "string") return [{ ...at, text: value }];
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, at));
  if (typeof value !== "object" || value === null) return [];
  const path = "path" in value && "value" in value && typeof value.path === "string" ? value.path : "";
  return Object.entries(value).flatMap(([key, one]) => {
    const named = key === "value" && path !== "" ? path : key;
    const isName = at.isName || isNote(named) || NAMES.test(named.split(".").at(-1) ?? "");
    return [...keyIn(key, at), ...textsIn(one, { ...at, isName })];
  });
}

function isNote(path: string): boolean {
  return path.split(".").some((part) => NOTES.test(part));
}

/** Names of members are the author's own, but for those of the form. */
function keyIn(key: string, at: At): FreeText[] {
  return key.startsWith("$") ? [] : [{ place: at.place, text: key, isName: true }];
}
