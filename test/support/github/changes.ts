import type { Hub } from "./hub.ts";
import { type Identity, loginOf } from "./identity.ts";
import type { Shape } from "./openapi.ts";
import type { RefChange } from "./rules.ts";
import { checkRunShape, commentShape, issueShape, pullShape, reviewShape, webOf } from "./shapes.ts";
import { type CheckRun, type Comment, type Issue, now, type Review } from "./store.ts";

/** The verbs that change what the stand-in knows: every webhook and every workflow run begins in one of these. */

const ZERO = "0".repeat(40);

function nextNumber(hub: Hub): number {
  return hub.store.issues.length + 1;
}

export function openIssue(hub: Hub, by: Identity, draft: { title: string; body: string }): Issue {
  const issue = newIssue(hub, by, draft);
  hub.store.issues.push(issue);
  hub.emit({ name: "issues", action: "opened", by, payload: { issue: issueShape(hub, issue) } });
  return issue;
}

function newIssue(hub: Hub, by: Identity, draft: { title: string; body: string }): Issue {
  const at = now();
  const state = "open" as const;
  const common = { id: hub.store.nextId(), number: nextNumber(hub), author: loginOf(by), state };
  return { ...common, ...draft, createdAt: at, updatedAt: at, closedAt: null, pull: null };
}

export function addComment(hub: Hub, by: Identity, draft: { issue: Issue; body: string }): Comment {
  const at = now();
  const app = by.kind === "installation" ? by.app.slug : null;
  const comment: Comment = {
    id: hub.store.nextId(),
    issue: draft.issue.number,
    author: loginOf(by),
    body: draft.body,
    createdAt: at,
    updatedAt: at,
    app,
  };
  hub.store.comments.push(comment);
  emitComment(hub, by, { action: "created", comment, extra: {} });
  return comment;
}

export function editComment(hub: Hub, by: Identity, edit: { comment: Comment; body: string }): void {
  const { comment, body } = edit;
  const extra = { changes: { body: { from: comment.body } } };
  comment.body = body;
  comment.updatedAt = now();
  emitComment(hub, by, { action: "edited", comment, extra });
}

export function deleteComment(hub: Hub, by: Identity, comment: Comment): void {
  hub.store.comments.splice(hub.store.comments.indexOf(comment), 1);
  emitComment(hub, by, { action: "deleted", comment, extra: {} });
}

function emitComment(
  hub: Hub,
  by: Identity,
  event: { action: string; comment: Comment; extra: Shape },
): void {
  const issue = hub.store.issues.find((one) => one.number === event.comment.issue);
  if (issue === undefined) return;
  const payload = {
    comment: commentShape(hub, event.comment),
    issue: issueShape(hub, issue),
    ...event.extra,
  };
  hub.emit({ name: "issue_comment", action: event.action, by, payload });
}

export function openPull(
  hub: Hub,
  by: Identity,
  draft: { title: string; body: string; head: string; base: string; draft: boolean },
): Issue {
  const headSha = hub.git.tip(draft.head) ?? "";
  const baseSha = hub.git.tip(draft.base) ?? "";
  const issue: Issue = {
    ...newIssue(hub, by, { title: draft.title, body: draft.body }),
    pull: {
      headRef: draft.head,
      headSha,
      baseRef: draft.base,
      baseSha,
      headRepository: hub.fullName,
      draft: draft.draft,
      mergeCommit: null,
      mergedAt: null,
      mergedBy: null,
      landed: [],
    },
  };
  hub.store.issues.push(issue);
  hub.git.text(["update-ref", `refs/pull/${issue.number}/head`, headSha]);
  emitPull(hub, by, { issue, action: "opened" });
  return issue;
}

export function emitPull(
  hub: Hub,
  by: Identity,
  event: { issue: Issue; action: string; extra?: Shape },
): void {
  const payload = { number: event.issue.number, pull_request: pullShape(hub, event.issue), ...event.extra };
  hub.emit({ name: "pull_request", action: event.action, by, payload });
}

/** New words for an issue or a pull request; what is as it was is no change. */
export function rewriteIssue(
  hub: Hub,
  by: Identity,
  wish: { issue: Issue; title: string | undefined; body: string | undefined },
): void {
  const { issue, title = issue.title, body = issue.body } = wish;
  const changes = {
    ...(title === issue.title ? {} : { title: { from: issue.title } }),
    ...(body === issue.body ? {} : { body: { from: issue.body } }),
  };
  if (Object.keys(changes).length === 0) return;
  Object.assign(issue, { title, body, updatedAt: now() });
  if (issue.pull !== null) emitPull(hub, by, { issue, action: "edited", extra: { changes } });
  else
    hub.emit({ name: "issues", action: "edited", by, payload: { issue: issueShape(hub, issue), changes } });
}

export function closeIssue(hub: Hub, by: Identity, issue: Issue): void {
  if (issue.state === "closed") return;
  issue.state = "closed";
  issue.closedAt = now();
  issue.updatedAt = now();
  if (issue.pull === null) {
    hub.emit({ name: "issues", action: "closed", by, payload: { issue: issueShape(hub, issue) } });
  } else {
    emitPull(hub, by, { issue, action: "closed" });
  }
}

export function reopenIssue(hub: Hub, by: Identity, issue: Issue): void {
  if (issue.state === "open" || issue.pull?.mergedAt) return;
  issue.state = "open";
  issue.closedAt = null;
  if (issue.pull === null) {
    hub.emit({ name: "issues", action: "reopened", by, payload: { issue: issueShape(hub, issue) } });
  } else {
    emitPull(hub, by, { issue, action: "reopened" });
  }
}

/** A reference has moved in the repository: pull requests follow, then the push is told. */
export function refMoved(hub: Hub, by: Identity, change: RefChange): void {
  if (change.from === change.to) return;
  const branch = change.ref.replace(/^refs\/heads\//, "");
  for (const issue of hub.store.issues.filter((one) => one.state === "open")) {
    const { pull } = issue;
    if (pull?.baseRef === branch && change.to !== null) pull.baseSha = change.to;
    if (pull?.headRef === branch) headMoved(hub, by, { issue, change });
  }
  if (change.ref.startsWith("refs/heads/")) emitPush(hub, by, change);
}

function headMoved(hub: Hub, by: Identity, moved: { issue: Issue; change: RefChange }): void {
  const { issue, change } = moved;
  if (issue.pull === null) return;
  if (change.to === null) {
    closeIssue(hub, by, issue);
    return;
  }
  issue.pull.headSha = change.to;
  issue.updatedAt = now();
  hub.git.text(["update-ref", `refs/pull/${issue.number}/head`, change.to]);
  emitPull(hub, by, { issue, action: "synchronize", extra: { before: change.from, after: change.to } });
}

function emitPush(hub: Hub, by: Identity, change: RefChange): void {
  const from = change.from ?? ZERO;
  const to = change.to ?? ZERO;
  const range = change.from === null ? `${to}^!` : `${from}..${to}`;
  const commits = change.to === null ? [] : hub.git.commits(range).map((sha) => pushCommit(hub, sha));
  const payload = {
    ref: change.ref,
    before: from,
    after: to,
    created: change.from === null,
    deleted: change.to === null,
    forced: change.from !== null && change.to !== null && !hub.git.isAncestor(from, to),
    compare: `${webOf(hub)}/compare/${from}...${to}`,
    base_ref: null,
    commits,
    head_commit: commits.at(-1) ?? null,
    pusher: { name: loginOf(by), email: null },
  };
  hub.emit({ name: "push", action: null, by, payload });
}

function pushCommit(hub: Hub, sha: string): Shape {
  const info = hub.git.commit(sha);
  const lines = hub.git.text(["diff-tree", "-r", "--no-commit-id", "--name-status", "--root", sha]);
  const paths = (letter: string) =>
    lines
      .split("\n")
      .filter((line) => line.startsWith(letter))
      .map((line) => line.slice(2));
  return {
    id: sha,
    tree_id: info.tree,
    message: info.message,
    timestamp: info.committer.date,
    url: `${webOf(hub)}/commit/${sha}`,
    author: info.author,
    committer: info.committer,
    distinct: true,
    added: paths("A"),
    modified: paths("M"),
    removed: paths("D"),
  };
}

export function submitReview(
  hub: Hub,
  by: Identity,
  draft: { issue: Issue; state: Review["state"]; body: string; commit: string },
): Review {
  const { issue, ...said } = draft;
  const review: Review = {
    id: hub.store.nextId(),
    pull: issue.number,
    author: loginOf(by),
    submittedAt: now(),
    ...said,
  };
  hub.store.reviews.push(review);
  const shape = { ...reviewShape(hub, review), state: review.state.toLowerCase() };
  const payload = { review: shape, pull_request: pullShape(hub, issue) };
  hub.emit({ name: "pull_request_review", action: "submitted", by, payload });
  return review;
}

export function reportCheck(hub: Hub, by: Identity, report: { check: CheckRun; action: string }): void {
  const payload = { check_run: checkRunShape(hub, report.check) };
  hub.emit({ name: "check_run", action: report.action, by, payload });
}
