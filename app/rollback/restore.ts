import type { PullRequest, Repository } from "#shared/core/host.ts";
import { refusal } from "./refuse.ts";

type Merged = PullRequest & { readonly mergeCommit: string };

/**
 * The files that undo a merge on top of `tip`: each one as it was before, null where there was none. A file that changed again
 * since is a conflict (`rollback/conflict`), named by path; where all are as before already there is nothing to undo.
 */
export async function filesToRestore(
  pullRequest: Merged,
  tip: string,
  repository: Repository,
): Promise<Readonly<Record<string, string | null>>> {
  const before = await commitBefore(pullRequest, repository);
  const after = pullRequest.mergeCommit;
  const touched = await repository.changed(before, after);
  const [differsFromAfter, differsFromBefore] = await Promise.all([
    repository.changed(after, tip),
    repository.changed(before, tip),
  ]);
  const undone = touched.filter((path) => !differsFromBefore.includes(path));
  const pending = touched.filter((path) => !undone.includes(path));
  if (pending.length === 0) throw alreadyUndone(pullRequest.number);

  const conflicts = pending.filter((path) => differsFromAfter.includes(path));
  if (conflicts.length > 0) throw conflict(conflicts);
  const texts = await Promise.all(pending.map((path) => repository.read(before, path)));
  return Object.fromEntries(pending.map((path, index) => [path, texts[index] ?? null]));
}

/** Whether every file that the merge touched is at this commit as it was before it: proof that it was taken back, whatever a title says. */
export async function isTakenBack(pullRequest: Merged, at: string, repository: Repository): Promise<boolean> {
  const before = await commitBefore(pullRequest, repository);
  const [touched, differing] = await Promise.all([
    repository.changed(before, pullRequest.mergeCommit),
    repository.changed(before, at),
  ]);
  return touched.length > 0 && touched.every((path) => !differing.includes(path));
}

/**
 * The commit of the default branch just before the merge. A merge commit and a squash have it as first parent; a rebase put
 * each commit on the branch: then the one whose difference is that of the whole pull request.
 */
async function commitBefore(
  { mergeCommit, commits, head, base }: Merged,
  repository: Repository,
): Promise<string> {
  const parents = await repository.parents(mergeCommit);
  const first = parents[0];
  if (first === undefined) throw unclear();
  if (parents.length > 1 || commits === 1) return first;

  const rebased = await ancestor(mergeCommit, commits, repository);
  const proposed = (await repository.changed(base.sha, head.sha)).join("\n");
  const candidates = rebased === null ? [first] : [first, rebased];
  for (const candidate of candidates) {
    if ((await repository.changed(candidate, mergeCommit)).join("\n") === proposed) return candidate;
  }
  throw unclear();
}

async function ancestor(commit: string, steps: number, repository: Repository): Promise<string | null> {
  let at: string | null = commit;
  for (let step = 0; step < steps && at !== null; step += 1) at = (await repository.parents(at))[0] ?? null;
  return at;
}

function unclear() {
  return refusal(
    "unclear-merge",
    "I cannot tell which commits this merge brought.",
    "Revert the commits by hand in a pull request.",
  );
}

function alreadyUndone(number: number) {
  return refusal("already", `Pull request #${number} is rolled back already.`, "Nothing is left to undo.");
}

function conflict(paths: readonly string[]) {
  const message = `Changed again since: ${paths.join(", ")}.`;
  return refusal("conflict", message, "Roll back the later pull requests first, newest first.");
}
