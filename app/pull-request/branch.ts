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

/** A pull request of ours whose branch may get a further commit. */
export function isOwnChange({ head, state }: PullRequest, repository: string): boolean {
  return state === "open" && head.ref.startsWith("code/change-") && head.repository === repository;
}
