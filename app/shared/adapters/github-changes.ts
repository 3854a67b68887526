import { PipelineError } from "../core/error.ts";
import type { ChangeWriter, CommitDraft, PullRequest } from "../core/host.ts";
import type { GitHubClient, GitHubRepository } from "./octokit.ts";
import { createOnce, onceKnown, orNull } from "./steady.ts";

type RawPull = Awaited<ReturnType<GitHubClient["rest"]["pulls"]["get"]>>["data"];

/** Commits and pull requests through the API, so that GitHub signs them as the App's own. */
export function githubChanges(at: GitHubRepository): ChangeWriter {
  const { client, owner, repo } = at;
  return {
    commit: (draft) => commit(at, draft),
    async openPullRequest({ branch, base, title, body, isDraft = false }) {
      const find = async () => {
        const head = `${owner}:${branch}`;
        const { data } = await client.rest.pulls.list({ owner, repo, head, base, state: "open" });
        return data.find((pull) => pull.head.ref === branch)?.number ?? null;
      };
      const number = await createOnce(find, async () => {
        const made = { owner, repo, head: branch, base, title, body, draft: isDraft };
        const { data } = await client.rest.pulls.create(made);
        return data.number;
      });
      return onceKnown(async () => readPull(at, number));
    },
    pullRequest: (number) => orNull(readPull(at, number)),
    async updateBody(number, body) {
      await client.rest.pulls.update({ owner, repo, pull_number: number, body });
    },
    async closePullRequest(number) {
      await client.rest.pulls.update({ owner, repo, pull_number: number, state: "closed" });
    },
  };
}

/** A pull request by its number, as it is now. */
export async function readPull(
  { client, owner, repo }: GitHubRepository,
  number: number,
): Promise<PullRequest> {
  return toPull((await client.rest.pulls.get({ owner, repo, pull_number: number })).data);
}

/** GitHub's pull request in our words. */
function toPull(raw: RawPull): PullRequest {
  return {
    number: raw.number,
    url: raw.html_url,
    title: raw.title,
    body: raw.body ?? "",
    author: raw.user?.login ?? "ghost",
    state: raw.state,
    merged: raw.merged,
    isDraft: raw.draft ?? false,
    head: { ref: raw.head.ref, sha: raw.head.sha, repository: raw.head.repo?.full_name ?? null },
    base: { ref: raw.base.ref, sha: raw.base.sha },
    mergeCommit: raw.merged ? raw.merge_commit_sha : null,
    commits: raw.commits,
  };
}

async function commit(at: GitHubRepository, draft: CommitDraft): Promise<string> {
  const { client, owner, repo } = at;
  const tree = await writeTree(at, draft);
  const ref = await orNull(client.rest.git.getRef({ owner, repo, ref: `heads/${draft.branch}` }));
  const tip = ref?.data.object.sha ?? null;
  if (tip !== null && tip !== draft.parent) return ownEarlierCommit(at, { draft, tree, tip });

  const { data: made } = await client.rest.git.createCommit({
    owner,
    repo,
    message: draft.message,
    tree,
    parents: draft.parent === null ? [] : [draft.parent],
  });
  await onceKnown(() => point(at, { ...draft, sha: made.sha, exists: tip !== null }));
  return made.sha;
}

async function writeTree({ client, owner, repo }: GitHubRepository, { parent, files }: CommitDraft) {
  const base = parent === null ? null : await client.rest.git.getCommit({ owner, repo, commit_sha: parent });
  const tree = Object.entries(files).map(([path, content]) => {
    const entry = { path, mode: "100644" as const, type: "blob" as const };
    return content === null ? { ...entry, sha: null } : { ...entry, content };
  });
  const { data } = await client.rest.git.createTree({
    owner,
    repo,
    tree,
    ...(base === null ? {} : { base_tree: base.data.tree.sha }),
  });
  return data.sha;
}

/** The commit that an earlier attempt already made; any other one on the branch is somebody's and stays. */
async function ownEarlierCommit(
  { client, owner, repo }: GitHubRepository,
  { draft, tree, tip }: { draft: CommitDraft; tree: string; tip: string },
): Promise<string> {
  const { data } = await client.rest.git.getCommit({ owner, repo, commit_sha: tip });
  const isSame =
    (data.parents[0]?.sha ?? null) === draft.parent &&
    data.tree.sha === tree &&
    data.message === draft.message;
  if (isSame) return tip;
  throw moved(draft.branch);
}

async function point(
  { client, owner, repo }: GitHubRepository,
  { branch, sha, exists }: { branch: string; sha: string; exists: boolean },
): Promise<void> {
  try {
    if (exists) {
      await client.rest.git.updateRef({ owner, repo, ref: `heads/${branch}`, sha, force: false });
    } else {
      await client.rest.git.createRef({ owner, repo, ref: `refs/heads/${branch}`, sha });
    }
  } catch (error) {
    if ((error as { status?: number }).status === 422) throw moved(branch);
    throw error;
  }
}

function moved(branch: string): PipelineError {
  return new PipelineError("host/branch-moved", `Branch ${branch} got other commits meanwhile.`, {
    next: "Ask again: the work starts from the new commits.",
  });
}
