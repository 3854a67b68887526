import type { BranchReader, LoggedCommit } from "../core/branch-reader.ts";
import type { VersionHeader } from "../core/state-version.ts";
import type { Problem } from "./verify-ledger.ts";
import { readVersion, type StateExpected, type Tree } from "./verify-version.ts";
import { succession } from "./version.ts";

export interface ReadStates {
  readonly versions: number;
  readonly opened: number;
  readonly commits: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

/** Holds every version of a branch to its rules: signed, of this stack, on the parent it was made for, after the version before it. */
export async function verifyStates(
  reader: BranchReader,
  tip: string,
  expected: StateExpected,
): Promise<ReadStates> {
  const all = await reader.log(tip);
  // A recovery version hangs on the state it was made after; only its last commit is its own.
  const steps = expected.place === "recovery" ? all.slice(-1) : all;
  const blobs = await reader.blobs(
    steps.flatMap(({ files }) => Object.values(files).filter((id) => id !== null)),
  );
  const problems: Problem[] = [];
  let tree: Tree = {};
  let previous: VersionHeader | null | undefined;
  let opened = 0;
  for (const [index, step] of steps.entries()) {
    tree = treeAfter(tree, step, expected.place);
    const version = await readVersion({ step, tree, blobs }, expected);
    const entry = `${expected.branch} ${index + 1}`;
    const reasons = [...version.problems];
    const header = version.meta?.of ?? null;
    if (header !== null && previous !== null && expected.place === "state") {
      const reason = succession(previous ?? null, header);
      if (reason !== null) reasons.push(reason);
    }
    problems.push(...reasons.map((problem) => ({ entry, problem })));
    previous = header;
    opened += version.opened;
  }
  return { versions: steps.length, opened, commits: new Set(all.map(({ commit }) => commit)), problems };
}

/** The files of a version: the commit changes them against its parent, and what it does not name is as before. */
function treeAfter(tree: Tree, step: LoggedCommit, place: VersionHeader["place"]): Tree {
  const start = place === "recovery" ? {} : tree;
  return Object.fromEntries(
    Object.entries({ ...start, ...step.files }).filter((pair): pair is [string, string] => pair[1] !== null),
  );
}
