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
  const open = openTypes(named);
  const done = new Set<string>();
  const note = (way: Brought) => {
    const known = found.get(way.type);
    const doubt = (known?.doubt ?? 1) * (1 - Math.min(MOST, way.score));
    const best = known !== undefined && known.score >= way.score ? known : way;
    found.set(way.type, { ...best, doubt });
    if (!done.has(way.type)) open.raise(way);
  };
  for (let next = open.take(); next !== undefined; next = open.take()) {
    if (done.has(next.type)) continue;
    done.add(next.type);
    waysFrom(next, edgesOf).forEach(note);
  }
  return [...found.values()].map(({ doubt, ...brought }) => ({ ...brought, score: 1 - doubt }));
}

interface Scored {
  readonly type: string;
  readonly score: number;
}

/** Types that are still to be gone through, surest first; one that is raised stands there twice, and is taken the first time. */
function openTypes(named: ReadonlyMap<string, number>) {
  const scores = new Map<string, number>();
  const byScore: Scored[] = [];
  const raise = ({ type, score }: Scored) => {
    if (score <= (scores.get(type) ?? -1)) return;
    scores.set(type, score);
    byScore.splice(placeFor(score, byScore), 0, { type, score });
  };
  for (const [type, score] of named) raise({ type, score });
  return { raise, take: () => byScore.pop() };
}

/** Before the first that is no less sure. */
function placeFor(score: number, byScore: readonly Scored[]): number {
  let [from, to] = [0, byScore.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((byScore[middle]?.score ?? 0) < score) from = middle + 1;
    else to = middle;
  }
  return from;
}

function waysFrom({ type, score }: Scored, edgesOf: (type: string) => readonly Edge[]): Brought[] {
  return edgesOf(type)
    .map(({ to, weight, path }) => ({ type: to, score: score * weight, by: type, path }))
    .filter((way) => way.score >= LEAST);
}
