import { companionsOf } from "#shared/catalogue/facts/companions.ts";
import { joinsOf } from "#shared/catalogue/facts/joins.ts";
import type { Known } from "./request.ts";

/** Parts of a type that are types of their own, cannot be without it, and take the other in its place: a bucket's encryption takes the key. */
export function partsBetween(one: string, other: string, known: Known): string[] {
  const { always, often } = companionsOf(one);
  return [...always, ...often].filter((part) => {
    const entry = known.catalogue.find(part);
    if (entry === null || part === other) return false;
    const isPart = joinsOf(entry, known).some(
      ({ path, to }) => to === one && entry.fields[path]?.isRequired === true,
    );
    return isPart && takes(part, known).includes(other);
  });
}

/** Where neither takes the other: what the one takes and takes the other, as a subnet group the subnets, and what is named and takes both. */
export function waysBetween(
  one: string,
  other: string,
  { named, known }: { readonly named: readonly string[]; readonly known: Known },
): string[] {
  const over = takes(one, known).filter((middle) => takes(middle, known).includes(other));
  const both = named.filter((type) => [one, other].every((end) => takes(type, known).includes(end)));
  return [...new Set([...over, ...both])];
}

function takes(type: string, known: Known): string[] {
  const entry = known.catalogue.find(type);
  return entry === null ? [] : joinsOf(entry, known).map(({ to }) => to);
}
