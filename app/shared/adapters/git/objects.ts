import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PipelineError } from "../../core/error.ts";
import { commitId, treePath } from "./names.ts";
import type { GitCall, GitResult, RunGit } from "./run.ts";

type Files = Readonly<Record<string, Uint8Array | null>>;

/** Runs a local command that has no reason to fail: any other exit is `git/failed` with git's own words. */
export async function must(run: RunGit, args: readonly string[], call: GitCall = {}): Promise<GitResult> {
  const result = await run(args, call);
  if (result.code === 0) return result;
  throw new PipelineError("git/failed", `git ${args[0]}: ${result.stderr.trim() || `exit ${result.code}`}`, {
    next: "Check that the clone is complete and that its disk is not full, then run again.",
  });
}

export function lines(output: Buffer): readonly string[] {
  return output
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
}

export function entries(output: Buffer): readonly string[] {
  return output
    .toString("utf8")
    .split("\0")
    .filter((entry) => entry !== "");
}

async function writeBlob(run: RunGit, bytes: Uint8Array): Promise<string> {
  const source = bytes.length === 0 ? ["--", "/dev/null"] : ["--stdin"];
  const input = bytes.length === 0 ? {} : { input: bytes };
  const { stdout } = await must(run, ["hash-object", "-w", "-t", "blob", "--no-filters", ...source], input);
  return stdout.toString("utf8").trim();
}

/** The tree that `from` becomes with these files written (null: deleted), made in an index of its own. */
export async function writeTree(run: RunGit, from: string | null, files: Files): Promise<string> {
  const env = { GIT_INDEX_FILE: join(tmpdir(), `code-index-${randomUUID()}`) };
  try {
    if (from !== null) await must(run, ["read-tree", "--end-of-options", commitId(from)], { env });
    const records = await Promise.all(
      Object.entries(files).map(async ([path, bytes]) => {
        const name = treePath(path);
        if (bytes === null) return `0 ${"0".repeat(40)}\t${name}\0`;
        return `100644 ${await writeBlob(run, bytes)}\t${name}\0`;
      }),
    );
    if (records.length > 0)
      await must(run, ["update-index", "--verbose", "-z", "--index-info"], { env, input: records.join("") });
    return (await must(run, ["write-tree"], { env })).stdout.toString("utf8").trim();
  } finally {
    await rm(env.GIT_INDEX_FILE, { force: true });
  }
}

export async function writeCommit(
  run: RunGit,
  draft: { tree: string; parents: readonly string[]; message: string },
): Promise<string> {
  const parents = draft.parents.flatMap((parent) => ["-p", commitId(parent)]);
  const args = ["commit-tree", draft.tree, ...parents, "-F", "-"];
  return (await must(run, args, { input: `${draft.message}\n` })).stdout.toString("utf8").trim();
}

/** The file's bytes, null where the commit has no such file. */
export async function readBlob(run: RunGit, commit: string, path: string): Promise<Uint8Array | null> {
  const tree = await must(run, [
    "ls-tree",
    "-z",
    "--full-tree",
    "--end-of-options",
    commitId(commit),
    treePath(path),
  ]);
  const blob = /^100[0-7]{3} blob ([0-9a-f]{40})\t/.exec(entries(tree.stdout)[0] ?? "")?.[1];
  if (blob === undefined) return null;
  return new Uint8Array((await must(run, ["cat-file", "blob", blob])).stdout);
}
