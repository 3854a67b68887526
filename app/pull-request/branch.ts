import type { PullRequest } from "#shared/core/host.ts";

/** The branch of a request: readable, and its own by the comment that made the request. */
export function changeBranch({
  issue,
  commentId,
  title,
}: {
  issue: number;
  commentId: number;
  title: string;
}): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const slug = words.join("-").slice(0, 40).replace(/-+$/, "");
  return `code/change-${issue}-${[slug, commentId.toString(36)].filter((part) => part !== "").join("-")}`;
}

/** A pull request that brings a change of ours, from a branch that nobody else may write. */
export function isChangeOfOurs({ head }: Pick<PullRequest, "head">, repository: string): boolean {
  return head.ref.startsWith("code/change-") && head.repository === repository;
}

/** One whose branch may get a further commit. */
export function isOwnChange(pull: PullRequest, repository: string): boolean {
  return pull.state === "open" && isChangeOfOurs(pull, repository);
}
