/** What each address refers to, itself included where it does. */
export type Edges = ReadonlyMap<string, readonly string[]>;

/** Every ring of references once, starting where it was first met: `[a, b]` for a that refers to b that refers to a. */
export function cyclesIn(edges: Edges): string[][] {
  const done = new Set<string>();
  const cycles: string[][] = [];
  const visit = (address: string, path: readonly string[]): void => {
    const at = path.indexOf(address);
    if (at >= 0) cycles.push(path.slice(at));
    if (at >= 0 || done.has(address)) return;
    for (const next of edges.get(address) ?? []) visit(next, [...path, address]);
    done.add(address);
  };
  for (const address of edges.keys()) visit(address, []);
  return cycles;
}
