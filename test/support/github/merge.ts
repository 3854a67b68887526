import type { Author } from "./bare-git.ts";
import { emitPull, refMoved } from "./changes.ts";
import type { Hub } from "./hub.ts";
import { type Identity, loginOf } from "./identity.ts";
import { type Issue, now, type Review } from "./store.ts";

export type MergeMethod = "merge" | "squash" | "rebase";
export type MergeOutcome =
  | { readonly kind: "merged"; readonly sha: string }
  | { readonly kind: "refused"; readonly status: 405 | 409; readonly message: string };

/** The last review of each person that is not a mere comment. */
export function lastReviews(hub: Hub, number: number): readonly Review[] {
  const decided = hub.store.reviews.filter((one) => one.pull === number && one.state !== "COMMENTED");
  return [...new Map(decided.map((review) => [review.author, review])).values()];
}

/** Why the default branch's ruleset does not let this pull request in, null when it does. */
export function obstacle(hub: Hub, issue: Issue): string | null {
  const { pull } = issue;
  if (pull === null || issue.state !== "open") return "Pull Request is not mergeable";
  if (pull.draft) return "Pull Request is still a draft";
  const reviews = lastReviews(hub, issue.number);
  if (reviews.some((one) => one.state === "CHANGES_REQUESTED")) return "Changes were requested.";
  const approvals = reviews.filter((one) => one.state === "APPROVED" && one.commit === pull.headSha);
  if (approvals.length >= hub.requiredApprovals) return null;
  return `At least ${hub.requiredApprovals} approving review is required by reviewers with write access.`;
}

/** Merges as the default branch's ruleset allows: the only way to it. */
export function mergePull(
  hub: Hub,
  by: Identity,
  wish: { issue: Issue; method: MergeMethod; sha?: string | undefined; title?: string | undefined },
): MergeOutcome {
  const { issue } = wish;
  const { pull } = issue;
  const hindrance = obstacle(hub, issue);
  if (pull === null || hindrance !== null) return { kind: "refused", status: 405, message: hindrance ?? "" };
  if (wish.sha !== undefined && wish.sha !== pull.headSha) {
    return {
      kind: "refused",
      status: 409,
      message: "Head branch was modified. Review and try the merge again.",
    };
  }
  const base = pull.baseSha;
  const landed = combine(hub, by, wish);
  const tip = landed?.at(-1);
  if (landed === null || tip === undefined) {
    return { kind: "refused", status: 405, message: "Merge conflict" };
  }
  hub.git.text(["update-ref", `refs/heads/${pull.baseRef}`, tip, base]);
  Object.assign(pull, { mergeCommit: tip, mergedAt: now(), mergedBy: loginOf(by), landed });
  Object.assign(issue, { state: "closed", closedAt: now(), updatedAt: now() });
  emitPull(hub, by, { issue, action: "closed" });
  refMoved(hub, by, { ref: `refs/heads/${pull.baseRef}`, from: base, to: tip });
  return { kind: "merged", sha: tip };
}

/** The commits that the method puts on the base branch, oldest first; null on a conflict. */
function combine(
  hub: Hub,
  by: Identity,
  wish: { issue: Issue; method: MergeMethod; title?: string | undefined },
): readonly string[] | null {
  const { issue, method } = wish;
  const { pull } = issue;
  if (pull === null) return null;
  const author = { name: loginOf(by), email: `${loginOf(by)}@users.noreply.github.com` };
  if (method === "rebase") return rebase(hub, { from: pull.baseSha, head: pull.headSha, author });
  const tree = hub.git.mergeTree(pull.baseSha, pull.headSha);
  if (tree === null) return null;
  const isSquash = method === "squash";
  const parents = isSquash ? [pull.baseSha] : [pull.baseSha, pull.headSha];
  const plain = isSquash
    ? `${issue.title} (#${issue.number})\n`
    : `Merge pull request #${issue.number} from ${hub.owner}/${pull.headRef}\n\n${issue.title}\n`;
  return [hub.git.commitTree({ tree, parents, message: wish.title ?? plain, author })];
}

function rebase(hub: Hub, range: { from: string; head: string; author: Author }): readonly string[] | null {
  const landed: string[] = [];
  let onto = range.from;
  for (const sha of hub.git.commits(`${range.from}..${range.head}`)) {
    const tree = carry(hub, { sha, onto, author: range.author });
    if (tree === null) return null;
    onto = hub.git.commitTree({
      tree,
      parents: [onto],
      message: hub.git.commit(sha).message,
      author: range.author,
    });
    landed.push(onto);
  }
  return landed;
}

/** The tree of `onto` with what one commit changed: a merge of two children of that commit's parent. */
function carry(hub: Hub, step: { sha: string; onto: string; author: Author }): string | null {
  const { git } = hub;
  const { tree, parents } = git.commit(step.sha);
  const child = (childTree: string, childParents: readonly string[]): string =>
    git.commitTree({ tree: childTree, parents: childParents, message: "carried\n", author: step.author });
  const before = child(git.commit(parents[0] ?? "").tree, []);
  return git.mergeTree(child(git.commit(step.onto).tree, [before]), child(tree, [before]));
}
