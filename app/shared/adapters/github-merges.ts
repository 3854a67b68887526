import type { Merges, Review } from "../core/host.ts";
import { readPull } from "./github-changes.ts";
import type { GitHubRepository } from "./octokit.ts";

/** What was merged into the default branch, and who had reviewed it. */
export function githubMerges(at: GitHubRepository, defaultBranch: string): Merges {
  const { client, owner, repo } = at;
  return {
    async pullRequestOf(commit_sha) {
      const call = { owner, repo, commit_sha, per_page: 100 };
      const pulls = await client.paginate(client.rest.repos.listPullRequestsAssociatedWithCommit, call);
      const merged = pulls.filter(({ merged_at, base }) => merged_at !== null && base.ref === defaultBranch);
      const found = merged.find((pull) => pull.merge_commit_sha === commit_sha) ?? merged[0];
      return found === undefined ? null : await readPull(at, found.number);
    },
    async reviews(pull_number) {
      const call = { owner, repo, pull_number, per_page: 100 };
      const raw = await client.paginate(client.rest.pulls.listReviews, call);
      const last = new Map<string, Review>();
      for (const review of raw) {
        const state = STATES[review.state];
        const author = review.user?.login;
        if (state !== undefined && author !== undefined) {
          last.set(author, { author, state, commit: review.commit_id ?? "" });
        }
      }
      return [...last.values()];
    },
  };
}

/** A comment takes nothing back and grants nothing; a pending review is not given yet. */
const STATES: Readonly<Record<string, Review["state"]>> = {
  APPROVED: "approved",
  CHANGES_REQUESTED: "changes_requested",
  DISMISSED: "dismissed",
};
