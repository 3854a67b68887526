import { setTimeout } from "node:timers/promises";

/** One thing that has to hold, and its place in the table of its kind. */
export interface Row {
  readonly kind: string;
  readonly line: string;
  readonly column: string;
  /** It waits for the end of some time, and works little. */
  readonly waits?: boolean;
  /** What went otherwise than the rules say. */
  misses(): Promise<string[]>;
}

/** Dollars that floating point may lose. */
const CENTS = 1e-7;

export function differs(what: string, was: unknown, wanted: unknown): string[] {
  const isSame =
    typeof was === "number" && typeof wanted === "number" ? Math.abs(was - wanted) < CENTS : was === wanted;
  return isSame ? [] : [`${what}: ${String(was)} and not ${String(wanted)}`];
}

export function atMost(what: string, was: number, most: number): string[] {
  return was <= most + CENTS ? [] : [`${what}: ${was} is more than ${most}`];
}

/** So many of those that wait at once, and of the others. */
const AT_ONCE = { waiting: 24, working: 2 };
/** Between two that wait: all that begin at the same moment would keep each other from being in time. */
const APART_MS = 120;

/** Works off all rows in their order. */
export async function workedOff(rows: readonly Row[]) {
  const results: { readonly row: Row; readonly misses: readonly string[] }[] = [];
  let turn = Promise.resolve();
  const working = async (left: Row[]) => {
    for (let row = left.shift(); row !== undefined; row = left.shift()) {
      if (row.waits === true) {
        turn = turn.then(() => setTimeout(APART_MS));
        await turn;
      }
      results.push({ row, misses: await row.misses() });
    }
  };
  const queues = [
    { left: rows.filter(({ waits }) => waits === true), atOnce: AT_ONCE.waiting },
    { left: rows.filter(({ waits }) => waits !== true), atOnce: AT_ONCE.working },
  ];
  await Promise.all(
    queues.flatMap(({ left, atOnce }) => Array.from({ length: atOnce }, () => working(left))),
  );
  return results;
}

/** A table for every kind: how many rows of a place hold. */
export function printTables(results: Awaited<ReturnType<typeof workedOff>>): void {
  for (const [kind, own = []] of Object.entries(Object.groupBy(results, ({ row }) => row.kind))) {
    console.log(`\n${kind}`);
    const table: Record<string, Record<string, string>> = {};
    for (const [line, inLine = []] of Object.entries(Object.groupBy(own, ({ row }) => row.line))) {
      const columns = Object.groupBy(inLine, ({ row }) => row.column);
      table[line] = Object.fromEntries(
        Object.entries(columns).map(([column, all = []]) => [
          column,
          `${all.filter(({ misses }) => misses.length === 0).length} of ${all.length}`,
        ]),
      );
    }
    console.table(table);
  }
}
