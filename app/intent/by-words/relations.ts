import { joinsOf } from "#shared/catalogue/facts/joins.ts";
import type { Guard, Promised } from "#shared/core/contract.ts";
import { subjectOf } from "./existence.ts";
import type { Known, Request } from "./request.ts";
import type { Thing } from "./things.ts";

interface Tie {
  readonly one: Thing;
  readonly other: Thing;
  /** Arguments of the one that take the other and cannot be left out. */
  readonly paths: readonly string[];
}

/** What is named together and usually joined belongs together: some of it lastingly, all that this change makes now. */
export function relationPromises(request: Request): { promises: Promised[]; guards: Guard[] } {
  const ties = tiesIn(request);
  return { promises: ties.map(lasting), guards: ties.flatMap(now) };
}

function lasting({ one, other, paths }: Tie): Promised {
  return {
    ...{ kind: "linked", id: `${one.type}.linked.${other.type}`, subject: subjectOf(one) },
    ...{ to: subjectOf(other), through: [], paths: [...paths] },
  };
}

/** Both ways where several of the other are asked for: each of them is meant. */
function now({ one, other, paths }: Tie): Guard[] {
  const each = linkOf(one, other, paths);
  return other.count > 1 ? [each, linkOf(other, one, [])] : [each];
}

function linkOf(one: Thing, other: Thing, paths: readonly string[]): Guard {
  return {
    ...{ kind: "each-linked", id: `${one.type}.each.${other.type}`, subject: { type: one.type } },
    ...{ to: subjectOf(other), through: [], paths: [...paths] },
  };
}

function tiesIn({ things, known }: Request): Tie[] {
  const managed = things.filter(({ mode, denied }) => mode === "managed" && denied === null);
  return managed.flatMap((one) =>
    managed.flatMap((other) => {
      const tie = one === other ? null : tieOf(one, other, known);
      return tie === null ? [] : [tie];
    }),
  );
}

function tieOf(one: Thing, other: Thing, known: Known): Tie | null {
  const entry = known.catalogue.find(one.type);
  if (entry === null) return null;
  const joins = joinsOf(entry, known).filter(({ to, toMode }) => to === other.type && toMode === "managed");
  const seen = known.facts.of(one.type)?.seen ?? 0;
  const isSure = ({ path, count }: { path: string; count: number }) =>
    entry.fields[path]?.isRequired === true || count >= Math.max(1, seen * SHARE);
  if (!joins.some(isSure)) return null;
  return {
    one,
    other,
    paths: joins.map(({ path }) => path).filter((path) => entry.fields[path]?.isRequired === true),
  };
}

/** A join counts when at least this share of the examples of a type shows it. */
const SHARE = 0.15;
