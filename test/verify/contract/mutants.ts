import type { ChangeDocument, ResourceChange } from "#shared/core/change-document.ts";
import { isJsonObject, type Json } from "#shared/core/json.ts";
import type { Known } from "../../../app/author/rulebook/sheet.ts";
import { extrasOf } from "./extras.ts";
import type { Mutant } from "./mutant.ts";
import type { RequestText } from "./request-text.ts";

/** Every contradiction of what the request names that its reference allows for. */
export function mutantsOf(document: ChangeDocument, text: RequestText, known: Known): Mutant[] {
  return [
    ...renamed(document, text),
    ...changed(document, text),
    ...dropped(document, text),
    ...cut(document, text),
    ...extrasOf(document, text, known),
  ];
}

const spelling = (name: string) => name.toLowerCase().replaceAll(/[-\s]/g, "_");

function replaced(document: ChangeDocument, one: ResourceChange, by: ResourceChange): ChangeDocument {
  return { ...document, resources: document.resources.map((other) => (other === one ? by : other)) };
}

/** It is called otherwise, in Terraform and wherever it bears the name: the request does not say which of the two is meant. */
function renamed(document: ChangeDocument, text: RequestText): Mutant[] {
  return document.resources.flatMap((resource) => {
    const name = text.callsOf(resource.type).find((one) => spelling(one) === spelling(resource.name));
    if (name === undefined) return [];
    const after = mapLeaves(resource.after, (value) =>
      typeof value === "string" && spelling(value) === spelling(name) ? "renamed" : value,
    );
    const address = `${resource.type}.renamed`;
    const resources = document.resources.map((other) =>
      other === resource
        ? { ...resource, after, name: "renamed", address }
        : {
            ...other,
            references: other.references.map((one) =>
              one.to === resource.address ? { ...one, to: address } : one,
            ),
          },
    );
    const what = `${resource.address} is not called "${name}"`;
    return [{ of: "attribute changed", what, document: { ...document, resources } }];
  });
}

function changed(document: ChangeDocument, text: RequestText): Mutant[] {
  return document.resources.flatMap((resource) =>
    leavesOf(resource.after)
      .filter(
        ({ path, value }) =>
          isOwn(resource, path) && !isItsName(resource, value) && text.namesValue(path, value),
      )
      .map(({ path, value, steps }): Mutant => {
        const other = otherThan(value);
        const copy = path.startsWith("tags.") ? ["tags_all", ...steps.slice(1)] : null;
        const once = setAt(resource.after, steps, other);
        const after = copy === null ? once : setAt(once, copy, other);
        const what = `${resource.address} ${path}: ${value} -> ${other}`;
        return {
          of: "attribute changed",
          what,
          document: replaced(document, resource, { ...resource, after }),
        };
      }),
  );
}

/** Not a copy that Terraform makes, and not taken from another resource. */
function isOwn({ references }: ResourceChange, path: string): boolean {
  return !path.startsWith("tags_all.") && !references.some((one) => one.path === path);
}

function isItsName({ name }: ResourceChange, value: string | number | boolean): boolean {
  return typeof value === "string" && spelling(value) === spelling(name);
}

function otherThan(value: string | number | boolean): string | number | boolean {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 7;
  if (/^(\d+\.){3}\d+\/\d+$/.test(value)) return "172.31.240.0/20";
  if (/^\d+(\.\d+)*$/.test(value)) return "97";
  return "something-else";
}

function dropped(document: ChangeDocument, text: RequestText): Mutant[] {
  const byType = Map.groupBy(document.resources, ({ type }) => type);
  return [...byType].flatMap(([type, all]): Mutant[] => {
    if (!text.namesType(type)) return [];
    const count = text.countOf(type);
    const none = without(document, all, `every ${type}`);
    if (count === null || count !== all.length) return [none];
    return [none, without(document, all.slice(0, 1), `one ${type} of ${count}`)];
  });
}

function without(document: ChangeDocument, gone: readonly ResourceChange[], what: string): Mutant {
  const addresses = new Set(gone.map(({ address }) => address));
  const resources = document.resources
    .filter((one) => !addresses.has(one.address))
    .map((one) => ({ ...one, references: one.references.filter(({ to }) => !addresses.has(to)) }));
  return { of: "resource dropped", what, document: { ...document, resources } };
}

/** One resource, with all its instances, takes something else where it took the other: no reference, another value. */
function cut(document: ChangeDocument, text: RequestText): Mutant[] {
  const types = new Map(document.resources.map(({ address, type }) => [address, type]));
  const groups = Map.groupBy(document.resources, ({ address }) => address.replace(/\[[^\]]*\]$/, ""));
  return [...groups].flatMap(([address, instances]) => {
    const [{ type } = { type: "" }] = instances;
    const targets = new Set(instances.flatMap(({ references }) => references.map(({ to }) => to)));
    return [...targets].flatMap((target): Mutant[] => {
      const other = types.get(target) ?? "";
      if (other === type || !text.namesType(other) || !text.namesType(type)) return [];
      const held = textsOf(document, target);
      const resources = document.resources.map((one) =>
        instances.includes(one) ? apart(one, target, held) : one,
      );
      return [{ of: "relation cut", what: `${address} -> ${target}`, document: { ...document, resources } }];
    });
  });
}

function apart(resource: ResourceChange, target: string, held: ReadonlySet<Json>): ResourceChange {
  const paths = resource.references.filter(({ to }) => to === target).map(({ path }) => path);
  const references = resource.references.filter(({ to }) => to !== target);
  const isTaken = ({ path, value }: Leaf) =>
    paths.includes(path) && (held.has(value) || !references.some((one) => one.path === path));
  const after = leavesOf(resource.after)
    .filter(isTaken)
    .reduce((json, { steps }) => setAt(json, steps, "something-else"), resource.after);
  return { ...resource, references, after };
}

function textsOf({ resources }: ChangeDocument, address: string): ReadonlySet<Json> {
  const target = resources.find((one) => one.address === address);
  const values = leavesOf(target?.after ?? null).map(({ value }) => value);
  return new Set(values.filter((value) => typeof value === "string"));
}

interface Leaf {
  /** Without indexes. */
  readonly path: string;
  readonly steps: readonly (string | number)[];
  readonly value: string | number | boolean;
}

function leavesOf(json: Json, steps: readonly (string | number)[] = []): Leaf[] {
  if (json === null || json === "") return [];
  if (Array.isArray(json)) return json.flatMap((one, at) => leavesOf(one, [...steps, at]));
  if (isJsonObject(json))
    return Object.entries(json).flatMap(([name, one]) => leavesOf(one, [...steps, name]));
  const path = steps.filter((step) => typeof step === "string").join(".");
  return [{ path, steps, value: json as string | number | boolean }];
}

function mapLeaves(json: Json, change: (value: Json) => Json): Json {
  if (Array.isArray(json)) return json.map((one) => mapLeaves(one, change));
  if (!isJsonObject(json)) return change(json);
  return Object.fromEntries(Object.entries(json).map(([name, one]) => [name, mapLeaves(one, change)]));
}

function setAt(json: Json, [step, ...rest]: readonly (string | number)[], value: Json): Json {
  if (step === undefined) return value;
  if (Array.isArray(json)) return json.map((one, at) => (at === step ? setAt(one, rest, value) : one));
  if (!isJsonObject(json) || !(step in json)) return json;
  return { ...json, [step]: setAt(json[step] ?? null, rest, value) };
}
