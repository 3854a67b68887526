import { LedgerEntry, type Writer } from "../core/ledger-entry.ts";
import { entryDigest, isEntrySigned } from "./chain.ts";
import type { TrustedKeys } from "./keys.ts";
import { fileText, jsonOrNull } from "./signed.ts";

/** Whose ledger it is, of which repository, and the keys that may sign in it. */
export interface Expected {
  readonly writer: Writer;
  readonly repository: string;
  readonly trusted: TrustedKeys;
}

/** An entry by itself and in its place: null where it cannot be read, and what is wrong with it. */
export function readEntry(
  bytes: Uint8Array | undefined,
  place: { sequence: number; previous: LedgerEntry | null | undefined },
  expected: Expected,
): { entry: LedgerEntry | null; problems: readonly string[] } {
  if (bytes === undefined) return { entry: null, problems: ["is missing"] };
  const text = Buffer.from(bytes).toString("utf8");
  const read = LedgerEntry.safeParse(jsonOrNull(text));
  if (!read.success) return { entry: null, problems: ["cannot be read"] };
  const entry = read.data;
  return { entry, problems: [...formProblems(entry, bytes, expected), ...placeProblems(entry, place)] };
}

function formProblems(entry: LedgerEntry, bytes: Uint8Array, expected: Expected): readonly string[] {
  const problems: string[] = [];
  if (!Buffer.from(fileText(entry), "utf8").equals(bytes)) problems.push("is not in canonical form");
  if (!isEntrySigned(entry, expected.trusted))
    problems.push(`is not signed by a trusted key (it names ${entry.key})`);
  if (entry.writer !== expected.writer) problems.push(`was written for the ledger ${entry.writer}`);
  if (entry.repository !== expected.repository) problems.push(`was written for ${entry.repository}`);
  return problems;
}

function placeProblems(
  entry: LedgerEntry,
  { sequence, previous }: { sequence: number; previous: LedgerEntry | null | undefined },
): readonly string[] {
  const problems: string[] = [];
  if (entry.sequence !== sequence) problems.push(`is entry ${entry.sequence} in the place of ${sequence}`);
  // What came before could not be read, and has its own problem.
  if (previous === null) return problems;
  const digest = previous === undefined ? null : entryDigest(previous);
  if (entry.previous !== digest) problems.push("does not follow the entry before it");
  return problems;
}
