import { isA, isNumber, type Mark, meaningOf } from "./meaning.ts";
import type { Reading } from "./reading.ts";
import type { Kind } from "./vocabulary/entry.ts";
import { KINDS } from "./vocabulary/kinds.ts";

/** A noun directly before another noun is part of its name: "the server role"; a word of the current thing is not a new thing. */
export function headAt(reading: Reading, at: number): Kind | null {
  const mark = reading.marks[at];
  const meant = meaningOf(mark, "kind");
  const isNamePart = isA(reading.marks[at + 1], "kind") && !reading.uses.has(at + 1);
  if (mark === undefined || meant === null || reading.uses.has(at) || isNamePart) return null;
  if (isSaidOf(mark, reading.frames.at(-1)?.kind)) return null;
  const kind = KINDS.find((one) => one.kind === meant.kind) ?? null;
  // "three instances" are replicas where the cloud has no such thing.
  const isHere = kind?.types[reading.cloud] !== undefined;
  return isHere || !(isA(mark, "announcement") && isNumber(reading.marks[at - 1])) ? kind : null;
}

const CLASSES = ["database", "db", "server", "instance", "cluster"];

/** "Postgres 16 database": a version stands inside the noun. */
export function headEnd({ marks }: Reading, at: number, { attributes }: Kind): number {
  const takesNumber = Object.values(attributes).some(
    (entry) => entry.type === "count" && entry.followsNoun === true,
  );
  const isNumbered = marks[at + 1]?.tokens[0]?.form === "number";
  const isClass = CLASSES.includes(marks[at + 2]?.tokens[0]?.lemma ?? "");
  return takesNumber && isNumbered && isClass ? at + 2 : at;
}

function isSaidOf(mark: Mark, kind: Kind | undefined): boolean {
  return mark.meanings.some((meaning) => meaning.is === "value" && meaning.kind === kind?.kind);
}
