import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PipelineError } from "../../core/error.ts";
import type { Git, Step } from "../../core/git.ts";
import { commitId } from "./names.ts";
import { entries, lines, must, writeCommit } from "./objects.ts";
import type { RunGit } from "./run.ts";

type History = Pick<Git, "paths" | "parents" | "changed" | "firstParents" | "merge" | "checkout"> & {
  isAncestor(older: string, newer: string): Promise<boolean>;
};

/** What only reads commits that are already here. */
export function history(run: RunGit): History {
  return {
    async paths(commit) {
      const args = [
        "ls-tree",
        "-r",
        "-z",
        "--full-tree",
        "--name-only",
        "--end-of-options",
        commitId(commit),
      ];
      return entries((await must(run, args)).stdout);
    },
    async parents(commit) {
      const { stdout } = await must(run, [
        "rev-list",
        "--parents",
        "-n",
        "1",
        "--end-of-options",
        commitId(commit),
      ]);
      return stdout.toString("utf8").trim().split(" ").slice(1);
    },
    async changed(from, to) {
      const args = ["diff-tree", "-r", "-z", "--name-only", "--no-renames", "--end-of-options"];
      return entries((await must(run, [...args, commitId(from), commitId(to)])).stdout);
    },
    firstParents: (since, until) => firstParents(run, since, until),
    merge: (base, head) => merge(run, base, head),
    checkout: (commit, directory) => checkout(run, commit, directory),
    async isAncestor(older, newer) {
      const { code } = await run(["merge-base", "--is-ancestor", commitId(older), commitId(newer)]);
      return code === 0;
    },
  };
}

async function firstParents(run: RunGit, since: string | null, until: string): Promise<readonly Step[]> {
  // A start that was never fetched cannot be before what was.
  const isHere = since === null || (await run(["cat-file", "-e", `${commitId(since)}^{commit}`])).code === 0;
  if (!isHere) throw notInHistory(since, until);
  const bounds = since === null ? [commitId(until)] : [commitId(until), `^${commitId(since)}`];
  const { stdout } = await must(run, ["rev-list", "--first-parent", "--parents", "--reverse", ...bounds]);
  const steps = lines(stdout).map((line) => {
    const [commit = "", parent = null] = line.split(" ");
    return { commit, parent };
  });
  const start = steps[0] === undefined ? until : steps[0].parent;
  if (start === since) return steps;
  throw notInHistory(since, until);
}

function notInHistory(since: string | null, until: string): PipelineError {
  return new PipelineError("git/not-in-history", `${since} is not on the first-parent line of ${until}.`, {
    next: "The branch was rewritten or the clone is shallow; find out before going on.",
  });
}

async function merge(run: RunGit, base: string, head: string): ReturnType<Git["merge"]> {
  const args = ["merge-tree", "--write-tree", "-z", "--name-only", "--no-messages"];
  const result = await run([...args, commitId(base), commitId(head)]);
  const [tree = "", ...conflicts] = entries(result.stdout);
  if (result.code === 1) return { kind: "conflict", paths: conflicts };
  if (result.code !== 0) await must(run, [...args, base, head]);
  const message = `Merge ${head} into ${base}`;
  return { kind: "merged", commit: await writeCommit(run, { tree, parents: [base, head], message }) };
}

async function checkout(run: RunGit, commit: string, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const index = join(tmpdir(), `code-index-${randomUUID()}`);
  const env = { GIT_INDEX_FILE: index, GIT_WORK_TREE: resolve(directory) };
  try {
    await must(run, ["read-tree", "--end-of-options", commitId(commit)], { env });
    await must(run, ["checkout-index", "--all", "--force", "--quiet"], { env });
  } finally {
    await rm(env.GIT_INDEX_FILE, { force: true });
  }
}
