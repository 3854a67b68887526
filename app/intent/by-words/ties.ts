import { joinsOf } from "#shared/catalogue/facts/joins.ts";
import { takenBySettings } from "#shared/catalogue/facts/settings.ts";
import { type Bond, bondOf, isTogether } from "./bonds.ts";
import type { Known, Request } from "./request.ts";
import type { Thing } from "./things.ts";
import { partsBetween, waysBetween } from "./ways.ts";

export interface Tie {
  readonly one: Thing;
  readonly other: Thing;
  /** Arguments of the one that take the other and cannot be left out. */
  readonly paths: readonly string[];
  /** Types that may stand between. */
  readonly through: readonly string[];
  /** Where a name of the other may stand in the one. */
  readonly at: readonly string[];
}

/** Which of the things that a request names belong together: where an argument that takes the other is required or usual, or the words say so. */
export function tiesIn(request: Request): Tie[] {
  const managed = request.things.filter(({ mode, denied }) => mode === "managed" && denied === null);
  return managed.flatMap((one) =>
    managed.flatMap((other) => {
      if (one === other) return [];
      const pair = { one, other, bond: bondOf(request, one, other), named: managed.map(({ type }) => type) };
      return tieOf(pair, request.known) ?? [];
    }),
  );
}

interface Pair {
  readonly one: Thing;
  readonly other: Thing;
  readonly bond: Bond;
  /** Types of all that is named. */
  readonly named: readonly string[];
}

function tieOf(pair: Pair, known: Known): Tie | null {
  const { one, other, bond } = pair;
  const entry = known.catalogue.find(one.type);
  const joins = (entry === null ? [] : joinsOf(entry, known)).filter(
    ({ to, toMode }) => to === other.type && toMode === "managed",
  );
  const takes = takenBySettings(one.type).includes(other.type);
  if (joins.length === 0 && !takes) return bond === "linked" ? looseTie(pair, known) : null;
  const required = joins.map(({ path }) => path).filter((path) => entry?.fields[path]?.isRequired === true);
  const isUsual = required.length > 0 || joins.some(({ count }) => count >= leastUses(pair, known));
  if (!isUsual && !takes && bond === null) return null;
  const through = partsBetween(one.type, other.type, known);
  return { one, other, paths: required, through, at: takes ? [] : joins.map(({ path }) => path) };
}

/** Neither takes the other, and the words say that they hang together. */
function looseTie({ one, other, named }: Pair, known: Known): Tie {
  return { one, other, paths: [], through: waysBetween(one.type, other.type, { named, known }), at: [] };
}

/** So many examples of the type show a join that counts: one is enough where both are asked for in one sentence. */
function leastUses({ one, other }: Pair, known: Known): number {
  return isTogether(one, other) ? 1 : Math.max(1, (known.facts.of(one.type)?.seen ?? 0) * SHARE);
}

/** Where they are apart, a join counts when at least this share of the examples of a type shows it. */
const SHARE = 0.15;
