import { PipelineError } from "#shared/core/error.ts";
import type { PullRequest } from "#shared/core/host.ts";

/** A head from another repository is never planned: its code would meet our credentials. */
export function refuseFork(pullRequest: PullRequest, repository: string): void {
  if (pullRequest.head.repository === repository) return;
  throw new PipelineError(
    "affected/fork-head",
    `Pull request ${pullRequest.number} comes from ${pullRequest.head.repository ?? "a deleted repository"}.`,
    { next: `Push the branch to ${repository} and open the pull request from there.` },
  );
}
