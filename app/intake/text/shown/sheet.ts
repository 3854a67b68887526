import { type Reading, readingsOf } from "./blocks.ts";

/** A text with what GitHub reads its lines as. */
export interface Sheet {
  readonly text: string;
  /** Where each line starts. */
  readonly starts: readonly number[];
  readonly readings: readonly Reading[];
  lineAt(at: number): number;
  /** Where the code span ends that begins with these backticks; null where they begin none. */
  spanEnd(at: number, length: number): number | null;
}

/** A row below the head of a table: there a bar ends a cell, and a code span with it. */
const TABLE = /^[ \t>|:-]*-[ \t|:-]*$/m;
/** A line that surely goes on with a paragraph. */
const GOING_ON = /^[ \t]*[\p{L}`"'(,.]/u;

/** Spreads a text out; `breaks` are the places that no code span goes across. */
export function sheetOf(text: string, breaks: readonly number[] = []): Sheet {
  const lines = text.split("\n");
  const starts = startsOf(lines);
  const readings = readingsOf(lines);
  const lineAt = (at: number) => lastBefore(starts, at);
  const isTable = TABLE.test(text);
  const edges = breaks.toSorted((one, other) => one - other);
  const closing = runsIn(text);
  const ends = sumsOf(lines.map((line, at) => (readings[at] === "text" && GOING_ON.test(line) ? 0 : 1)));
  const isOnePiece = (start: number, end: number) => {
    const [first, last] = [lineAt(start), lineAt(end)];
    const isCut = (edges[lastBefore(edges, start) + 1] ?? text.length) < end;
    return !isCut && readings[first] === "text" && (ends[last] ?? 0) === (ends[first] ?? 0);
  };
  return {
    ...{ text, starts, readings, lineAt },
    spanEnd(at, length) {
      const close = closing(at + length, length);
      if (close === null || !isOnePiece(at, close)) return null;
      const isCell = isTable && /(?<!\\)\|/.test(text.slice(at, close));
      return isCell ? null : close + length;
    },
  };
}

/** For each line how many of these came up to it. */
function sumsOf(counts: readonly number[]): number[] {
  let sum = 0;
  return counts.map((count) => {
    sum += count;
    return sum;
  });
}

function startsOf(lines: readonly string[]): number[] {
  let at = 0;
  return lines.map((line) => {
    const start = at;
    at += line.length + 1;
    return start;
  });
}

/** Finds the next run of exactly so many backticks. */
function runsIn(text: string): (from: number, length: number) => number | null {
  const runs = new Map<number, number[]>();
  for (const { index, 0: run } of text.matchAll(/`+/g)) {
    const same = runs.get(run.length) ?? [];
    same.push(index);
    runs.set(run.length, same);
  }
  return (from, length) => {
    const same = runs.get(length) ?? [];
    return same[lastBefore(same, from - 1) + 1] ?? null;
  };
}

/** The last of these, in order, that is not beyond a place; -1 where none is. */
function lastBefore(places: readonly number[], at: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
