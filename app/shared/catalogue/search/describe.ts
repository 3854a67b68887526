import type { Field, ResourceType, Shape } from "../../core/catalogue.ts";
import type { Facts } from "../../core/facts.ts";

/** Four characters are about one token of a model. */
const CHARACTERS = 4;
/** The arguments themselves, their blocks, and the blocks of those. */
const DEPTH = 3;
/** Arguments of a type, and of one of its blocks, that are worth their shape; of the others the name is enough to ask by. */
const SHOWN = { type: 60, block: 16 };
const LONGEST_LINE = 80;
/** Every type has them, and none of them is asked for. */
const EVERYWHERE = new Set(["id", "tags_all", "timeouts"]);

/**
 * A type as a prompt gets it: `!` marks what is required, blocks are shown two levels deep, required and usual arguments come
 * first, and a line of documentation stands behind those that have one. What the provider alone sets is left out.
 */
export function describeType(type: ResourceType, facts: Facts): string {
  const usual = facts.of(type.type, type.mode)?.usual ?? {};
  const name = `${type.mode === "data" ? "data." : ""}${type.type}`;
  return `${name}(${membersText(type.fields, { usual, at: "", depth: DEPTH })})`;
}

export function tokensOf(text: string): number {
  return Math.ceil(text.length / CHARACTERS);
}

type Fields = Readonly<Record<string, Field>>;

interface Place {
  readonly usual: Readonly<Record<string, number>>;
  readonly at: string;
  readonly depth: number;
}

function membersText(fields: Fields, place: Place): string {
  const settable = Object.entries(fields)
    .filter(([name, field]) => !field.isComputed && !field.isDeprecated && !EVERYWHERE.has(name))
    .sort(([left, a], [right, b]) => rank(right, b, place) - rank(left, a, place));
  const most = place.at === "" ? SHOWN.type : SHOWN.block;
  const shown = settable.slice(0, most).map(([name, field]) => memberText(name, field, place));
  return [...shown, ...settable.slice(most).map(([name]) => name)].join(", ");
}

const REQUIRED = 1_000_000;

function rank(name: string, field: Field, { usual, at }: Place): number {
  return (field.isRequired ? REQUIRED : 0) + (usual[`${at}${name}`] ?? 0);
}

function memberText(name: string, field: Field, place: Place): string {
  const mark = field.isRequired ? "!" : "";
  const below = { ...place, at: `${place.at}${name}.`, depth: place.depth - 1 };
  const values = field.values.length > 0 ? ` (${field.values.join(" | ")})` : "";
  const isDocumented = field.documentation !== "" && place.at === "" && rank(name, field, place) > 0;
  const line = isDocumented ? ` /* ${field.documentation.slice(0, LONGEST_LINE)} */` : "";
  return `${name}${mark}: ${shapeText(field.shape, below)}${values}${line}`;
}

function shapeText(shape: Shape, place: Place): string {
  if (shape.kind === "object") return place.depth < 1 ? "{…}" : `{${membersText(shape.fields, place)}}`;
  if (!("of" in shape)) return shape.kind;
  return shape.kind === "map" ? `map(${shapeText(shape.of, place)})` : `[${shapeText(shape.of, place)}]`;
}
