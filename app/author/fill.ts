import type { Draft } from "#constructs/recipe.ts";
import { isJsonObject, type Json, plainText } from "#shared/core/json.ts";
import type { Value } from "#shared/core/value.ts";
import { imagePart, type Place, uniqueName } from "./names.ts";
import { sliceOf } from "./slice.ts";

/** What the places of a recipe are filled with. */
export interface Filling {
  readonly values: Readonly<Record<string, Json>>;
  readonly name: string;
  /** Address of the main resource. */
  readonly main: string;
  /** The element a part is repeated for. */
  readonly item: Readonly<Record<string, Json>>;
  /** Address of the sibling part `type.suffix`, where it is repeated the one of this element. */
  partAddress(part: string, item: Readonly<Record<string, Json>>): string;
  readonly place: Place;
  /** Address of what it stands in, by type. */
  readonly places: Readonly<Record<string, string>>;
}

type Fill = (argument: Json, draft: Readonly<Record<string, Json>>, filling: Filling) => Value | undefined;

/** Fills a draft; what was not asked and has no default is left out with the place that would hold it. */
export function fill(draft: Draft, filling: Filling): Value | undefined {
  if (Array.isArray(draft)) return draft.flatMap((element) => present(fillElement(element, filling)));
  if (!isJsonObject(draft)) return draft;
  const [key = ""] = Object.keys(draft);
  const directive = DIRECTIVES[key];
  if (directive !== undefined) return directive(draft[key] ?? null, draft, filling);
  const members = Object.entries(draft).flatMap(([name, value]) =>
    present(fill(value, filling)).map((filled) => [name, filled] as const),
  );
  return Object.fromEntries(members);
}

/** An element of a list goes whole when one of its places stays empty: half a block is none. */
function fillElement(draft: Draft, filling: Filling): Value | undefined {
  const filled = fill(draft, filling);
  if (!isJsonObject(draft) || filled === undefined || Object.keys(draft).some((key) => key.startsWith("$")))
    return filled;
  const isWhole = Object.keys(draft).every((key) => Object.hasOwn(Object(filled), key));
  return isWhole ? filled : undefined;
}

const DIRECTIVES: Readonly<Record<string, Fill>> = {
  $wish: (attribute, draft, { values }) =>
    asked(values, plainText(attribute)) ?? asked(values, plainText(draft.or ?? "")),
  $case: (attribute, draft, filling) => {
    const value = asked(filling.values, plainText(attribute));
    const chosen = draft[plainText(value)] ?? draft[value === undefined ? "none" : "set"];
    return chosen === undefined || chosen === null ? undefined : fill(chosen, filling);
  },
  $name: (longest, _, { name }) => name.replaceAll("_", "-").slice(0, Number(longest)).replace(/-+$/, ""),
  $main: (attribute, _, { main }) => ({ $ref: `${main}.${plainText(attribute)}` }),
  $part: (part, draft, { partAddress, item }) => {
    const same = draft.shared === true ? {} : item;
    const wanted = typeof draft.index === "number" ? { index: draft.index } : same;
    return { $ref: `${partAddress(plainText(part), wanted)}.${plainText(draft.get)}` };
  },
  $place: (type, _, { places }) => {
    const address = places[plainText(type)];
    return address === undefined ? undefined : { $ref: `${address}.id` };
  },
  $item: (field, _, { item }) => item[plainText(field)] ?? undefined,
  $zone: (type, _, { partAddress, item }) => ({
    $ref: `${partAddress(`data.${plainText(type)}.zones`, {})}.names.${Number(item.index ?? 0) % 2}`,
  }),
  $slice: (attribute, draft, { values, item }) =>
    sliceOf(plainText(values[plainText(attribute)]), Number(draft.from) + Number(item.index ?? 0)),
  $region: (_, __, { place }) => place.region,

  $unique: (longest, draft, filling) => uniqueName(filling, Number(longest), plainText(draft.joint ?? "-")),
  $times: (attribute, draft, { values }) => {
    const value = asked(values, plainText(attribute));
    return typeof value === "number" ? value * Number(draft.by) : undefined;
  },
  $domain: (attribute, draft, { values }) => {
    const [label = "", ...zone] = plainText(values[plainText(attribute)]).split(".");
    return draft.part === "label" ? label : zone.join(plainText(draft.joint ?? "."));
  },
  $image: (attribute, draft, { values }) =>
    imagePart(plainText(values[plainText(attribute)]), plainText(draft.part)),
  $json: (draft, _, filling) => ({ $json: fill(draft, filling) ?? null }),
  $text: (parts, _, filling) => textOf(Array.isArray(parts) ? parts.map((part) => fill(part, filling)) : []),
};

/** Text without references is plain; with them it is a template. */
function textOf(parts: readonly (Value | undefined)[]): Value {
  const isReference = (part: Value | undefined): part is { $ref: string } =>
    typeof part === "object" && part !== null && "$ref" in part;
  if (!parts.some(isReference)) return parts.map(plainText).join("");
  return { $template: parts.map((part) => (isReference(part) ? part : plainText(part))) };
}

function asked(values: Readonly<Record<string, Json>>, attribute: string): Json | undefined {
  const value = values[attribute];
  return value === null || value === "none" ? undefined : value;
}

function present<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}
