import { PipelineError } from "../core/error.ts";
import type { Repository } from "../core/host.ts";
import { refName } from "../core/name.ts";
import { type BlobMemory, blobMemory } from "./blob-memory.ts";
import type { GitHubRepository } from "./octokit.ts";
import { orNull } from "./steady.ts";

const REGULAR = new Set(["100644", "100755"]);

/** Files of a commit through the git data API; symbolic links and submodules are not files. */
export function githubRepository(at: GitHubRepository, memory: BlobMemory = blobMemory()): Repository {
  const { client, owner, repo } = at;
  const trees = new Map<string, Promise<ReadonlyMap<string, string>>>();
  const tree = (commit: string) => {
    if (!/^[0-9a-f]{40}$/.test(commit)) return readTree(at, commit);
    const known = trees.get(commit) ?? readTree(at, commit);
    trees.set(commit, known);
    return known;
  };

  return {
    name: `${owner}/${repo}`,
    async defaultBranch() {
      return (await client.rest.repos.get({ owner, repo })).data.default_branch;
    },
    async tip(branch) {
      const found = await orNull(client.rest.git.getRef({ owner, repo, ref: `heads/${refName(branch)}` }));
      return found?.data.object.sha ?? null;
    },
    async paths(commit) {
      return [...(await tree(commit)).keys()];
    },
    async read(commit, path) {
      const sha = (await tree(commit)).get(path);
      if (sha === undefined) return null;
      return await memory.read(`${owner}/${repo}`, sha, () => readBlob(at, sha, path));
    },
    async changed(from, to) {
      const [before, after] = await Promise.all([tree(from), tree(to)]);
      const paths = new Set([...before.keys(), ...after.keys()]);
      return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
    },
    async parents(commit) {
      const { data } = await client.rest.git.getCommit({ owner, repo, commit_sha: commit });
      return data.parents.map((parent) => parent.sha);
    },
  };
}

async function readTree({ client, owner, repo }: GitHubRepository, commit: string) {
  const found = await orNull(client.rest.git.getTree({ owner, repo, tree_sha: commit, recursive: "true" }));
  if (found?.data.truncated === true) {
    throw new PipelineError("host/tree-truncated", `${owner}/${repo} has more files than GitHub lists.`, {
      next: "Move the stacks to a repository of their own.",
    });
  }
  const files = (found?.data.tree ?? []).filter((entry) => REGULAR.has(entry.mode ?? ""));
  return new Map(files.map((entry) => [entry.path ?? "", entry.sha ?? ""]));
}

async function readBlob({ client, owner, repo }: GitHubRepository, sha: string, path: string) {
  const { data } = await client.rest.git.getBlob({ owner, repo, file_sha: sha });
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      Buffer.from(data.content, "base64"),
    );
  } catch (cause) {
    throw new PipelineError("host/not-text", `${path} is not UTF-8 text.`, {
      next: "Save the file as UTF-8.",
      cause,
    });
  }
}
