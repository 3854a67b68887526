import { isJsonObject, type Json, plainText } from "../../core/json.ts";
import type { OperationOf } from "../../core/typed-change.ts";
import { isMembers, isSpecial, type Special, type Value } from "../../core/value.ts";
import { valueAt } from "../places.ts";
import { textOfDocument, textOfPolicy } from "./policy-words.ts";
import type { Written } from "./repair.ts";

/** What a value comes to: known, or open, with what decides it (nothing, where only literals stand behind a function). */
export type Settled =
  | { readonly kind: "known"; readonly value: Json }
  | { readonly kind: "open"; readonly by: readonly string[] };

const known = (value: Json): Settled => ({ kind: "known", value });
const open = (...by: string[]): Settled => ({ kind: "open", by });

/** Longer chains of names are nobody's honest code. */
const DEEPEST = 8;

/** Follows variables, locals, data documents and arguments of resources to the literal that stands at the end, if one does. */
export function settled(value: Value, written: Written, depth = 0): Settled {
  if (depth > DEEPEST) return open();
  const inner = (one: Value) => settled(one, written, depth + 1);
  if (Array.isArray(value)) return all(value.map(inner), (values) => values);
  if (!isMembers(value)) return known(value as Json);
  if (isSpecial(value)) return special(value, written, depth);
  const names = Object.keys(value);
  return all(
    names.map((name) => inner(value[name] ?? null)),
    (values) => Object.fromEntries(names.map((name, at) => [name, values[at] ?? null])),
  );
}

function special(value: Special, written: Written, depth: number): Settled {
  const inner = (one: Value) => settled(one, written, depth + 1);
  if ("$ref" in value) return followed(value.$ref, written, depth);
  if ("$template" in value) {
    return all(value.$template.map(inner), (parts) => parts.map(plainText).join(""));
  }
  const readable = readableBy(inner);
  if ("$policy" in value) return known(textOfPolicy(value, readable));
  if ("$json" in value) {
    const one = inner(value.$json);
    const isOpen = one.kind === "open" && isMembers(value.$json) && isSpecial(value.$json);
    return isOpen ? one : known(JSON.stringify(readable(value.$json)));
  }
  const { name, args } = value.$fn;
  const given = args.map(inner);
  const call = CALLS[name];
  if (call !== undefined && given.every(({ kind }) => kind === "known")) return all(given, call);
  const deciding = given.flatMap((one) => (one.kind === "open" ? one.by : []));
  return open(...new Set([...deciding, ...resourcesIn([...args])]));
}

function readableBy(inner: (value: Value) => Settled): (value: Value) => Json {
  const readable = (value: Value): Json => {
    const one = inner(value);
    if (one.kind === "known") return one.value;
    if (Array.isArray(value)) return value.map(readable);
    return isMembers(value) && !isSpecial(value)
      ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, readable(member)]))
      : "${…}";
  };
  return readable;
}

/** Functions that a literal is hidden behind; of any other it is enough that nothing else decides it. */
const CALLS: Readonly<Record<string, (args: readonly Json[]) => Json>> = {
  join: ([by, list]) => (Array.isArray(list) ? list.map(plainText).join(plainText(by)) : ""),
  split: ([by, text]) => plainText(text).split(plainText(by)),
  concat: (lists) => lists.flat() as Json[],
  tolist: ([list]) => list ?? null,
  toset: ([list]) => list ?? null,
  distinct: ([list]) => list ?? null,
  compact: ([list]) => list ?? null,
  flatten: ([list]) => (Array.isArray(list) ? (list.flat() as Json[]) : null),
  tostring: ([one]) => plainText(one),
  tobool: ([one]) => plainText(one) === "true",
  lower: ([text]) => plainText(text).toLowerCase(),
  upper: ([text]) => plainText(text).toUpperCase(),
  trimspace: ([text]) => plainText(text).trim(),
  strrev: ([text]) => [...plainText(text)].reverse().join(""),
  coalesce: (values) => values.find((one) => one !== null && one !== "") ?? null,
  replace: ([text, from, to]) => plainText(text).replaceAll(plainText(from), plainText(to)),
};

function all(parts: readonly Settled[], make: (values: readonly Json[]) => Json | readonly Json[]): Settled {
  const closed = parts.flatMap((part) => (part.kind === "known" ? [part.value] : []));
  if (closed.length === parts.length) return known(make(closed) as Json);
  return open(...parts.flatMap((part) => (part.kind === "open" ? part.by : [])));
}

function followed(ref: string, written: Written, depth: number): Settled {
  const { address, rest } = placeOf(ref);
  const stands = standIn({ address, rest }, written, depth);
  if (stands === undefined) return open(address);
  const found = settled(stands.value, written, depth + 1);
  if (found.kind === "open" || stands.rest.length === 0) return found;
  const inner = valueAt(found.value, stands.rest.join("."));
  return inner === undefined ? open(address) : known(inner);
}

/** Resources that a function is given something of, though what it is given is known. */
function resourcesIn(value: Value): string[] {
  const found = JSON.stringify(value).matchAll(/"\$ref":"([^"]+)"/g);
  const addresses = [...found].map(([, ref = ""]) => placeOf(ref).address);
  return addresses.filter((address) => !/^(var|local)\./.test(address));
}

/** Every literal that an expression is put together from, in order, whatever else decides it too: behind variables, locals and arguments that it names. */
export function literalsIn(value: Value, written: Written, depth = 0): Json[] {
  const inner = (one: Value) => literalsIn(one, written, depth + 1);
  if (depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap(inner);
  if (!isMembers(value)) return [value as Json];
  if (!isSpecial(value)) return Object.values(value).flatMap(inner);
  return partsOf(value, written, depth).flatMap(inner);
}

function partsOf(value: Special, written: Written, depth: number): readonly Value[] {
  if ("$template" in value) return value.$template;
  if ("$fn" in value) return value.$fn.args;
  if ("$json" in value) return [value.$json];
  if ("$policy" in value) return [];
  const stands = standIn(placeOf(value.$ref), written, depth);
  return stands === undefined ? [] : [stands.value];
}

interface Place {
  readonly address: string;
  readonly rest: readonly string[];
}
type StandIn = { readonly value: Value; readonly rest: readonly string[] } | undefined;

function placeOf(ref: string): Place {
  const steps = ref.split(".");
  const named = steps[0] === "data" ? 3 : 2;
  return { address: steps.slice(0, named).join("."), rest: steps.slice(named) };
}

/** What was written for the name: a default, a local's value, a data document, or the argument that an attribute gives back. */
function standIn(place: Place, written: Written, depth: number): StandIn {
  return /^(var|local)\./.test(place.address)
    ? named(place, written)
    : argument(place, written, (one) => settled(one, written, depth + 1));
}

function named({ address, rest }: Place, { change }: Written): StandIn {
  const [kind = "", name = ""] = address.split(".");
  const found = change.operations.find((one) => isNamed(one, kind, name));
  const value =
    found?.kind === "variable" ? found.default : found?.kind === "local" ? found.value : undefined;
  return value === undefined ? undefined : { value, rest };
}

function argument({ address, rest }: Place, written: Written, inner: (value: Value) => Settled): StandIn {
  const [attribute = "", ...deeper] = rest;
  const given = argumentsOf(address, written);
  if (address.startsWith("data.aws_iam_policy_document.") && attribute === "json") {
    return { value: textOfDocument(given, readableBy(inner)), rest: [] };
  }
  const value = given[ECHOES[`${address.split(".")[0]}.${attribute}`] ?? attribute];
  return value === undefined ? undefined : { value, rest: deeper };
}

function argumentsOf(address: string, { change, document }: Written): { readonly [key: string]: Value } {
  const made = change.operations.find((one) => one.kind === "create" && addressOf(one) === address);
  if (made?.kind === "create") return made.arguments;
  const resource = document.resources.find((one) => one.address === address);
  const data = document.data.find((one) => one.address === address);
  const stands: Json = resource?.after ?? data?.arguments ?? null;
  return isJsonObject(stands) ? stands : {};
}

/** Attributes that give back an argument of another name. */
const ECHOES: Readonly<Record<string, string>> = { "terraform_data.output": "input" };

function isNamed(one: Written["change"]["operations"][number], kind: string, name: string): boolean {
  return one.kind === (kind === "var" ? "variable" : "local") && one.name === name;
}

export function addressOf({ mode, type, name }: OperationOf<"create">): string {
  return `${mode === "data" ? "data." : ""}${type}.${name}`;
}
