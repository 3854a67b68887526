import type { Shape } from "#shared/core/catalogue.ts";
import type { Value } from "#shared/core/value.ts";
import { placeholder } from "./placeholders.ts";
import { referTo, referToAll } from "./refer.ts";
import { trustOf } from "./roles.ts";
import { cloudName, type Draft, type Sheet } from "./sheet.ts";

const REFERENCE = /^=>(data\.)?([a-z0-9_]+)\.([a-z0-9_.]+)$/;

interface Owner {
  readonly sheet: Sheet;
  readonly draft: Draft;
}

/** A value of the knowledge tables: `=>type.attribute` becomes a reference, a word in braces what it stands for. */
export function resolved(owner: Owner, value: Value, shape: Shape): Value {
  if (typeof value === "string") return resolvedText(owner, value, shape);
  if (Array.isArray(value)) return value.map((one: Value) => resolved(owner, one, elementOf(shape)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, resolved(owner, one as Value, memberOf(shape, name))]),
  );
}

const ANY: Shape = { kind: "any" };

function elementOf(shape: Shape): Shape {
  return shape.kind === "list" || shape.kind === "set" ? shape.of : ANY;
}

function memberOf(shape: Shape, name: string): Shape {
  const fields = shape.kind === "object" ? shape.fields : {};
  return fields[name]?.shape ?? ANY;
}

function resolvedText({ sheet, draft }: Owner, text: string, shape: Shape): Value {
  if (text === "{trust}") return trustOf(draft);
  const [, data, type, attribute] = REFERENCE.exec(text) ?? [];
  if (type !== undefined && attribute !== undefined) {
    const target = { type, mode: data === undefined ? ("managed" as const) : ("data" as const), attribute };
    const isMany = shape.kind === "list" || shape.kind === "set";
    return isMany ? referToAll(sheet, draft, target) : referTo(sheet, draft, target);
  }
  const found = placeholder(sheet, draft, text);
  if (found !== undefined) return found;
  // In one pass, by a function: what somebody called a thing is never a pattern itself.
  return text.replaceAll(/\{(name|region)\}/g, (_, what: string) =>
    what === "name" ? cloudName(sheet, draft) : sheet.region,
  );
}
