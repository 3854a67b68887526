import type { Field, ResourceType, Shape } from "../core/catalogue.ts";
import type { Slips } from "./probe-answers.ts";

/** The type with what its provider let slip; paths that it does not have are of no use. */
export function withSlips(type: ResourceType, slips: Slips): ResourceType {
  const rules = slips.rules.filter(({ paths }) => paths.every((path) => Object.hasOwn(type.fields, path)));
  const names = placesIn(type.fields, "").map(({ path }) => path.slice(path.lastIndexOf(".") + 1));
  // A message about a list may name its argument by the last name alone: with two of that name, nobody knows which is meant. And a
  // list with nothing or with everything in it stands beside another rule, which the message does not show.
  const isClear = (path: string) => path.includes(".") || names.indexOf(path) === names.lastIndexOf(path);
  const isWhole = (listed: readonly string[]) => !listed.includes("") && String(listed) !== "*";
  const values = [...slips.values].filter(([path, listed]) => isClear(path) && isWhole(listed));
  return { ...type, rules, fields: overlaid(type.fields, { ...slips, values: new Map(values) }, "") };
}

function overlaid(
  fields: Readonly<Record<string, Field>>,
  slips: Slips,
  path: string,
): Record<string, Field> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const at = path === "" ? name : `${path}.${name}`;
      const values = slips.values.get(at) ?? field.values;
      const range = slips.ranges.get(at) ?? field.range;
      const isAnyCase = slips.anyCase.has(at) && values.length > 0;
      return [name, { ...field, values, isAnyCase, range, shape: shaped(field.shape, slips, at) }];
    }),
  );
}

function shaped(shape: Shape, slips: Slips, path: string): Shape {
  if (shape.kind === "object") return { kind: "object", fields: overlaid(shape.fields, slips, path) };
  return "of" in shape ? { ...shape, of: shaped(shape.of, slips, path) } : shape;
}

/** What an earlier probe found, as the catalogue holds it. */
export function slipsOf(type: ResourceType): Slips {
  const places = placesIn(type.fields, "");
  return {
    values: new Map(
      places.filter(({ field }) => field.values.length > 0).map((one) => [one.path, one.field.values]),
    ),
    anyCase: new Set(places.filter(({ field }) => field.isAnyCase).map(({ path }) => path)),
    ranges: new Map(places.flatMap(({ path, field: { range } }) => (range === null ? [] : [[path, range]]))),
    rules: type.rules,
  };
}

interface Placed {
  readonly path: string;
  readonly field: Field;
}

function placesIn(fields: Readonly<Record<string, Field>>, path: string): Placed[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const at = path === "" ? name : `${path}.${name}`;
    const inner = innermost(field.shape);
    return [{ path: at, field }, ...(inner.kind === "object" ? placesIn(inner.fields, at) : [])];
  });
}

function innermost(shape: Shape): Shape {
  return "of" in shape ? innermost(shape.of) : shape;
}
