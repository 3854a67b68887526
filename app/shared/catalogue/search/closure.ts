import type { Edge } from "./edges.ts";

/** A type that others bring, with the surest way to it. */
export interface Brought {
  readonly type: string;
  readonly score: number;
  readonly by: string;
  readonly path: string | null;
}

/** Below this nothing is followed. */
const LEAST = 0.03;
/** No single way makes a type certain. */
const MOST = 0.95;

/**
 * All that the named types bring, directly or through what they bring: surest first, as the product of the edges on the way; several
 * ways to the same type strengthen each other.
 */
export function closureOf(
  named: ReadonlyMap<string, number>,
  edgesOf: (type: string) => readonly Edge[],
): Brought[] {
  const found = new Map<string, Brought & { readonly doubt: number }>();
  const open = new Map(named);
  const done = new Set<string>();
  const note = (way: Brought) => {
    const known = found.get(way.type);
    const doubt = (known?.doubt ?? 1) * (1 - Math.min(MOST, way.score));
    const best = known !== undefined && known.score >= way.score ? known : way;
    found.set(way.type, { ...best, doubt });
    if (!done.has(way.type)) open.set(way.type, Math.max(way.score, open.get(way.type) ?? 0));
  };
  for (let next = surest(open); next !== null; next = surest(open)) {
    open.delete(next.type);
    done.add(next.type);
    waysFrom(next, edgesOf).forEach(note);
  }
  return [...found.values()].map(({ doubt, ...brought }) => ({ ...brought, score: 1 - doubt }));
}

interface Scored {
  readonly type: string;
  readonly score: number;
}

function surest(open: ReadonlyMap<string, number>): Scored | null {
  let best: Scored | null = null;
  for (const [type, score] of open) if (best === null || score > best.score) best = { type, score };
  return best;
}

function waysFrom({ type, score }: Scored, edgesOf: (type: string) => readonly Edge[]): Brought[] {
  return edgesOf(type)
    .map(({ to, weight, path }) => ({ type: to, score: score * weight, by: type, path }))
    .filter((way) => way.score >= LEAST);
}
