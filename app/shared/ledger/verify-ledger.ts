import type { BranchReader, LoggedCommit } from "../core/branch-reader.ts";
import type { LedgerEntry } from "../core/ledger-entry.ts";
import { attachedAs, attachmentPath, entryPath, HEAD, ledgerBranch } from "./chain.ts";
import { type Expected, readEntry } from "./verify-entry.ts";

/** Something that an auditor must hear: `entry` names it, such as `code/ledger/deploy 12`. */
export interface Problem {
  readonly entry: string;
  readonly problem: string;
}

export interface ReadChain {
  /** By position; null where the entry cannot be read. */
  readonly entries: readonly (LedgerEntry | null)[];
  /** Sequence → blob of the file that lies beside the entry, where it is the one that the entry names. */
  readonly attachments: ReadonlyMap<number, string>;
  readonly commits: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

/** Holds one ledger to its rules: one entry a commit, in order, in canonical form, signed, each naming the digest of the one before. */
export async function verifyLedger(
  reader: BranchReader,
  tip: string,
  expected: Expected,
): Promise<ReadChain> {
  const all = await reader.log(tip);
  // The App's first entry stands on the default branch; the ledger begins where the first entry does.
  const start = all.findIndex(({ files }) => Object.keys(files).some((path) => path.startsWith("entries/")));
  const steps = start < 0 ? [] : all.slice(start);
  const texts = await reader.blobs(
    steps.flatMap(({ files }, index) =>
      [files[entryPath(index + 1)], files[HEAD]].filter((id) => id != null),
    ),
  );
  const branch = ledgerBranch(expected.writer);
  const problems: Problem[] = start < 0 ? [{ entry: branch, problem: "holds no entry" }] : [];
  const entries: (LedgerEntry | null)[] = [];
  const attachments = new Map<number, string>();
  for (const [index, step] of steps.entries()) {
    const sequence = index + 1;
    const bytes = texts.get(step.files[entryPath(sequence)] ?? "");
    const read = readEntry(bytes, { sequence, previous: entries.at(-1) }, expected);
    const beside = step.files[attachmentPath(sequence)] ?? null;
    const attached = await attachedProblem(reader, beside, read.entry);
    if (beside !== null && attached === null) attachments.set(sequence, beside);
    const reasons = [...read.problems, ...stepProblems(step, sequence), ...(attached ?? [])];
    problems.push(...reasons.map((problem) => ({ entry: `${branch} ${sequence}`, problem })));
    problems.push(...strayProblems(step, sequence, branch));
    entries.push(read.entry);
  }
  return { entries, attachments, commits: new Set(all.map(({ commit }) => commit)), problems };
}

/** What is wrong with the file beside an entry, or null. One after the other: they are the large ones. */
async function attachedProblem(
  reader: BranchReader,
  beside: string | null,
  entry: LedgerEntry | null,
): Promise<readonly string[] | null> {
  // The entry has its own problem then.
  if (entry === null) return [];
  const attached = "attached" in entry.event ? entry.event.attached : undefined;
  if (beside === null) return attached === undefined ? null : ["lacks the file that is attached to it"];
  if (attached === undefined) return ["has a file beside it that it does not name"];
  const bytes = (await reader.blobs([beside])).get(beside);
  if (bytes === undefined) return ["lacks the file that is attached to it"];
  const { digest, bytes: size } = attachedAs(bytes);
  const isNamed = digest === attached.digest && size === attached.bytes;
  return isNamed ? null : ["has another file beside it than the one that it names"];
}

function stepProblems(step: LoggedCommit, sequence: number): readonly string[] {
  const problems: string[] = [];
  if (step.parents.length > 1) problems.push("is a merge of two histories");
  if (step.files[HEAD] !== step.files[entryPath(sequence)]) problems.push(`is not what ${HEAD} says`);
  return problems;
}

/** A commit adds its entry with its attached file and nothing else; what else it touches is named by the entry it belongs to. */
function strayProblems(step: LoggedCommit, sequence: number, branch: string): readonly Problem[] {
  return Object.keys(step.files)
    .filter((path) => ![entryPath(sequence), attachmentPath(sequence), HEAD].includes(path))
    .map((path) => ({ entry: named(branch, path), problem: `was changed again by ${step.commit}` }));
}

function named(branch: string, path: string): string {
  const number = /^(?:entries|attached)\/0*([0-9]+)(?:\.json)?$/.exec(path)?.[1];
  return number === undefined ? `${branch} (${path})` : `${branch} ${number}`;
}
