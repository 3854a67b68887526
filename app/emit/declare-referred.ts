import { addressOf, referencesIn } from "#shared/catalogue/references.ts";
import type { Operation } from "#shared/core/typed-change.ts";
import { identifierFor } from "./identifier.ts";
import { isDeclaration, needs } from "./order.ts";
import type { Site } from "./site.ts";
import type { Splice } from "./splice.ts";
import type { StackSource } from "./stack-source.ts";

/** Variables by address, and what declares those that were missing. */
export interface Declared {
  readonly variables: ReadonlyMap<string, string>;
  readonly splices: readonly Splice[];
}

/** What an operation refers to gets a variable where it has none. */
export function declareReferred(operations: readonly Operation[], source: StackSource): Declared {
  const referred = new Set(operations.flatMap(resourcesNamed));
  const names = new Set(source.names);
  const variables = new Map(source.foreign);
  const splices: Splice[] = [];
  for (const [address, site] of source.sites) {
    const variable =
      site.variable ?? (referred.has(address) ? identifierFor(nameOf(site), site.type.type, names) : null);
    if (variable === null) continue;
    variables.set(address, variable);
    names.add(variable);
    if (site.variable === null) splices.push(...declare(site, variable, source));
  }
  return { variables, splices };
}

/** `new C(…).overrideLogicalId(…)` returns nothing, so naming moves to a statement of its own. */
function declare(site: Site, variable: string, { text, file }: StackSource): Splice[] {
  const start = site.statement.getStart(file);
  const splices: Splice[] = [{ start, end: start, text: `const ${variable} = ` }];
  const override = text.slice(site.made.end, site.statement.end);
  if (override.startsWith(".")) {
    const indent = text.slice(text.lastIndexOf("\n", start) + 1, start);
    splices.push({ start: site.made.end, end: site.made.end, text: `;\n${indent}${variable}` });
  }
  return splices;
}

/** Addresses that an operation refers to. */
export function resourcesNamed(operation: Operation): string[] {
  if (isDeclaration(operation)) return needs(operation);
  if (operation.kind !== "edit") return [];
  return [...operation.set, ...(operation.append ?? [])]
    .flatMap(({ value }) => referencesIn(value))
    .map(addressOf);
}

function nameOf(site: Site): string {
  return site.address.split(".").at(-1) ?? site.id;
}
