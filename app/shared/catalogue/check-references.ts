import type { Catalogue } from "../core/catalogue.ts";
import type { Value } from "../core/value.ts";
import { nearestName } from "./nearest.ts";
import { join, type Problem } from "./problem.ts";
import { addressOf } from "./references.ts";
import { resolveReference } from "./resolve-reference.ts";
import { isList, isMembers } from "./value-kinds.ts";

export interface Known {
  readonly catalogue: Catalogue;
  /** Addresses that the stack has or gets. */
  readonly addresses: ReadonlySet<string>;
}

/** Every reference ends at an attribute that its resource has, and the resource at something that exists or is made. */
export function checkReferences(value: Value, known: Known): Problem[] {
  return referencesAt(value, "").flatMap(({ reference, path }) => checkReference(reference, path, known));
}

/** An address as `depends_on` names it. */
export function checkAddress(address: string, path: string, known: Known): Problem[] {
  return known.addresses.has(addressOf(address)) ? [] : [lost(addressOf(address), path, known)];
}

function checkReference(reference: string, path: string, known: Known): Problem[] {
  const address = addressOf(reference);
  // The number of a counted resource: whoever counts judges it.
  if (reference === "count.index") return [];
  if (!known.addresses.has(address)) return [lost(address, path, known)];
  const resolved = resolveReference(reference, known.catalogue);
  if (resolved.kind === "unknown") return [noAttribute(reference, resolved, path)];
  if (resolved.kind === "elsewhere" || reference !== address) return [];
  const message = `${path} refers to ${address} as a whole; name an attribute`;
  return [{ rule: "unknown-attribute", path, message, suggestion: `${address}.id` }];
}

function lost(address: string, path: string, { addresses }: Known): Problem {
  const nearest = nearestAddress(address, [...addresses]);
  const message = `${address} does not exist in this stack${nearest === null ? "" : `; the nearest is ${nearest}`}`;
  const problem: Problem = { rule: "unknown-reference", path, message };
  return nearest === null ? problem : { ...problem, suggestion: nearest };
}

/** Another name of the same type, else the same name as data or resource, else what is written alike. */
export function nearestAddress(address: string, addresses: readonly string[]): string | null {
  const type = address.slice(0, address.lastIndexOf(".") + 1);
  const same = addresses.filter((known) => known.startsWith(type));
  if (same.length === 1) return same[0] ?? null;
  const twin = address.startsWith("data.") ? address.slice("data.".length) : `data.${address}`;
  if (addresses.includes(twin)) return twin;
  return nearestName(address, same) ?? nearestName(address, addresses);
}

interface Unknown {
  readonly name: string;
  readonly names: readonly string[];
}

function noAttribute(reference: string, { name, names }: Unknown, path: string): Problem {
  const nearest = names[0] === "0" ? `0.${name}` : nearestName(name, names);
  const message = `${addressOf(reference)} has no attribute ${name}`;
  const problem: Problem = { rule: "unknown-attribute", path, message };
  if (nearest === null) return problem;
  const mended = reference.split(".").map((step) => (step === name ? nearest : step));
  return { ...problem, message: `${message}; the nearest is ${nearest}`, suggestion: mended.join(".") };
}

interface Site {
  readonly reference: string;
  readonly path: string;
}

function referencesAt(value: Value, path: string): Site[] {
  if (isList(value)) return value.flatMap((element, index) => referencesAt(element, join(path, index)));
  if (!isMembers(value)) return [];
  const { $ref } = value;
  if (typeof $ref === "string") return [{ reference: $ref, path }];
  return Object.entries(value).flatMap(([name, member]) =>
    referencesAt(member, name.startsWith("$") ? path : join(path, name)),
  );
}
