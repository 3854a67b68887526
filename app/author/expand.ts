import type { Condition, Part, Recipe } from "#constructs/recipe.ts";
import { isJsonObject, type Json, plainText } from "#shared/core/json.ts";
import type { Operation } from "#shared/core/typed-change.ts";
import type { Value } from "#shared/core/value.ts";
import { type Filling, fill } from "./fill.ts";
import type { Place } from "./names.ts";

export type Create = Extract<Operation, { kind: "create" }>;

/** What a recipe is written for. */
export interface Subject {
  readonly recipe: Recipe;
  readonly name: string;
  readonly values: Readonly<Record<string, Json>>;
  readonly places: Readonly<Record<string, string>>;
  readonly place: Place;
}

/** One resource that a part stands for, before it is decided whether it is written. */
export interface Piece {
  readonly part: Part;
  readonly name: string;
  readonly address: string;
  readonly filling: Filling;
}

/** Every resource that a part stands for with these values. */
export function expandPart(part: Part, subject: Subject): Piece[] {
  if (!holds(part.when, subject.values)) return [];
  return itemsOf(part, subject.values).map((item) => pieceOf(part, subject, item));
}

/** The one that a part stands for, whether its condition holds or not. */
export function pieceOf(part: Part, subject: Subject, item: Readonly<Record<string, Json>> = {}): Piece {
  const name = [subject.name, part.suffix, keyOf(part, item)].filter(Boolean).join("_");
  const mode = part.mode === "data" ? "data." : "";
  return { part, name, address: `${mode}${part.type}.${name}`, filling: fillingOf(subject, item) };
}

export function createOf({ part, name, filling }: Piece): Create {
  return {
    kind: "create",
    mode: part.mode ?? "managed",
    type: part.type,
    name,
    arguments: fill(part.arguments, filling) as Record<string, Value>,
    dependsOn: (part.after ?? []).map((path) => filling.partAddress(path, {})),
  };
}

/** Whether a condition holds: `set` is any value but none, nought, false and an empty list, `none` is one of these. */
export function holds(condition: Condition | undefined, values: Readonly<Record<string, Json>>): boolean {
  return Object.entries(condition ?? {}).every(([attribute, wanted]) => {
    const value = values[attribute] ?? null;
    const isSet = value !== null && value !== "none" && value !== 0 && value !== false;
    if (wanted === "set") return isSet;
    return wanted === "none" ? !isSet : value === wanted;
  });
}

function itemsOf(part: Part, values: Readonly<Record<string, Json>>): Record<string, Json>[] {
  if (part.each === undefined) return [{}];
  const elements = values[part.each] ?? [];
  if (typeof elements === "number") return [...Array(elements).keys()].map((index) => ({ index }));
  if (!Array.isArray(elements)) return [];
  return elements.map((element, index) => ({
    index,
    ...(isJsonObject(element) ? element : { value: element }),
  }));
}

function keyOf(part: Part, item: Readonly<Record<string, Json>>): string | undefined {
  if (part.each === undefined) return undefined;
  if (part.eachName === undefined) return plainText(Number(item.index ?? 0) + 1);
  const said = [...new Set(part.eachName.map((field) => plainText(item[field])))].join("_");
  return said
    .replaceAll(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_");
}

function fillingOf(subject: Subject, item: Readonly<Record<string, Json>>): Filling {
  const [main] = subject.recipe.parts;
  return {
    values: subject.values,
    name: subject.name,
    main: `${main?.type}.${subject.name}`,
    item,
    places: subject.places,
    place: subject.place,
    partAddress: (path, of) => siblingAddress(subject, path, of),
  };
}

/** `aws_subnet.public` is the sibling of that type and suffix, the one of the same index where it is repeated. */
function siblingAddress(subject: Subject, path: string, item: Readonly<Record<string, Json>>): string {
  const isData = path.startsWith("data.");
  const [type, suffix] = path.replace(/^data\./, "").split(".");
  const part = subject.recipe.parts.find(
    (one) => one.type === type && one.suffix === suffix && (one.mode === "data") === isData,
  );
  const key = part === undefined ? undefined : keyOf(part, item);
  const name = [subject.name, suffix, key].filter(Boolean).join("_");
  return `${isData ? "data." : ""}${type}.${name}`;
}
