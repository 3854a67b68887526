import { PipelineError } from "#shared/core/error.ts";
import type { PullRequest } from "#shared/core/host.ts";

/** Branches of ours whose merge can be undone; a follow-up carries no files, and what it applied is in the change it follows. */
const UNDOABLE = /^code\/(?:change|rollback)-/;

/** The merged pull request of ours behind this number, with the commit that brought it in; everything else is refused. */
export function requireUndoable(
  pullRequest: PullRequest | null,
  number: number,
  repository: string,
): PullRequest & { readonly mergeCommit: string } {
  if (pullRequest === null) {
    throw refusal("unknown", `There is no pull request #${number}.`, "Name a merged pull request of mine.");
  }
  const { head, merged, mergeCommit } = pullRequest;
  if (!UNDOABLE.test(head.ref) || head.repository !== repository) {
    throw refusal(
      "not-ours",
      `Pull request #${number} is not one of mine.`,
      "Revert it on GitHub and let that be reviewed.",
    );
  }
  if (!merged || mergeCommit === null) {
    throw refusal(
      "not-merged",
      `Pull request #${number} is not merged.`,
      "Close it instead: nothing of it was applied.",
    );
  }
  return { ...pullRequest, mergeCommit };
}

export function refusal(reason: string, message: string, next: string): PipelineError {
  return new PipelineError(`rollback/${reason}`, message, { next });
}
