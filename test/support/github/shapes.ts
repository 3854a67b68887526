import type { CommitInfo } from "./bare-git.ts";
import type { Hub } from "./hub.ts";
import type { Shape } from "./openapi.ts";
import type { CheckRun, Comment, Issue, Reaction, Review } from "./store.ts";

/** What answers state about our nouns, in GitHub's words; the rest is filled in by the schema. */

export const apiOf = (hub: Hub): string => `${hub.url}/api/v3`;
export const repoApi = (hub: Hub): string => `${apiOf(hub)}/repos/${hub.fullName}`;
export const webOf = (hub: Hub): string => `${hub.url}/${hub.fullName}`;

export function userShape(hub: Hub, login: string): Shape {
  const user = hub.store.users.get(login);
  return {
    login,
    id: user?.id ?? 1,
    type: user?.type ?? "User",
    html_url: `${hub.url}/${encodeURIComponent(login)}`,
    url: `${apiOf(hub)}/users/${encodeURIComponent(login)}`,
    site_admin: false,
  };
}

export function repositoryShape(hub: Hub): Shape {
  return {
    id: 1,
    node_id: "R_1",
    name: hub.name,
    full_name: hub.fullName,
    owner: { ...userShape(hub, hub.owner), type: "Organization", id: 2 },
    private: true,
    visibility: "private",
    html_url: webOf(hub),
    url: repoApi(hub),
    clone_url: `${webOf(hub)}.git`,
    git_url: `${webOf(hub)}.git`,
    default_branch: hub.defaultBranch,
    permissions: { admin: false, push: true, pull: true },
    has_issues: true,
  };
}

export function issueShape(hub: Hub, issue: Issue): Shape {
  const kind = issue.pull === null ? "issues" : "pull";
  const pull = `${repoApi(hub)}/pulls/${issue.number}`;
  const link = {
    url: pull,
    html_url: `${webOf(hub)}/pull/${issue.number}`,
    diff_url: `${pull}.diff`,
    patch_url: `${pull}.patch`,
    merged_at: issue.pull?.mergedAt ?? null,
  };
  return {
    id: issue.id,
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    user: userShape(hub, issue.author),
    url: `${repoApi(hub)}/issues/${issue.number}`,
    html_url: `${webOf(hub)}/${kind}/${issue.number}`,
    comments: hub.store.comments.filter((comment) => comment.issue === issue.number).length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    labels: (issue.labels ?? []).map((name) => ({ name, color: "ededed" })),
    ...(issue.milestone === undefined ? {} : { milestone: { number: 1, title: issue.milestone } }),
    assignees: [],
    author_association: associationOf(hub, issue.author),
    ...(issue.pull === null ? {} : { pull_request: link }),
  };
}

function associationOf(hub: Hub, login: string): string {
  return hub.store.users.get(login)?.role ? "COLLABORATOR" : "NONE";
}

export function commentShape(hub: Hub, comment: Comment): Shape {
  const issue = hub.store.issues.find((one) => one.number === comment.issue);
  const kind = issue?.pull ? "pull" : "issues";
  return {
    id: comment.id,
    body: comment.body,
    user: userShape(hub, comment.author),
    url: `${repoApi(hub)}/issues/comments/${comment.id}`,
    html_url: `${webOf(hub)}/${kind}/${comment.issue}#issuecomment-${comment.id}`,
    issue_url: `${repoApi(hub)}/issues/${comment.issue}`,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: associationOf(hub, comment.author),
    performed_via_github_app: null,
  };
}

export function reactionShape(hub: Hub, reaction: Reaction): Shape {
  return {
    id: reaction.id,
    node_id: `RE_${reaction.id}`,
    user: userShape(hub, reaction.user),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

function sideShape(hub: Hub, ref: string, sha: string): Shape {
  return {
    label: `${hub.owner}:${ref}`,
    ref,
    sha,
    user: userShape(hub, hub.owner),
    repo: repositoryShape(hub),
  };
}

export function pullShape(hub: Hub, issue: Issue): Shape {
  const pull = issue.pull;
  if (pull === null) throw new Error(`#${issue.number} is not a pull request`);
  const api = `${repoApi(hub)}/pulls/${issue.number}`;
  const web = `${webOf(hub)}/pull/${issue.number}`;
  const href = (address: string) => ({ href: address });
  const head = sideShape(hub, pull.headRef, pull.headSha);
  const foreign =
    pull.headRepository === hub.fullName ? head : { ...head, repo: foreignRepo(hub, pull.headRepository) };
  const isOpen = issue.state === "open";
  const merges = isOpen && hub.git.mergeTree(pull.baseSha, pull.headSha) !== null;
  return {
    ...issueShape(hub, issue),
    url: api,
    html_url: web,
    issue_url: `${repoApi(hub)}/issues/${issue.number}`,
    head: foreign,
    base: sideShape(hub, pull.baseRef, pull.baseSha),
    draft: pull.draft,
    merged: pull.mergedAt !== null,
    merged_at: pull.mergedAt,
    merged_by: pull.mergedBy === null ? null : userShape(hub, pull.mergedBy),
    merge_commit_sha: pull.mergeCommit,
    mergeable: isOpen ? merges : null,
    mergeable_state: isOpen ? (merges ? "clean" : "dirty") : "unknown",
    changed_files: hub.git.diff(mergeBase(hub, pull.baseSha, pull.headSha), pull.headSha).length,
    commits: hub.git.commits(`${pull.baseSha}..${pull.headSha}`).length,
    requested_reviewers: [],
    requested_teams: [],
    auto_merge: null,
    pull_request: undefined,
    _links: {
      self: href(api),
      html: href(web),
      issue: href(`${repoApi(hub)}/issues/${issue.number}`),
      comments: href(`${repoApi(hub)}/issues/${issue.number}/comments`),
      review_comments: href(`${api}/comments`),
      review_comment: href(`${repoApi(hub)}/pulls/comments`),
      commits: href(`${api}/commits`),
      statuses: href(`${repoApi(hub)}/statuses/${pull.headSha}`),
    },
  };
}

function foreignRepo(hub: Hub, name: string | null): Shape | null {
  if (name === null) return null;
  return { ...repositoryShape(hub), id: 9, full_name: name, fork: true };
}

export function mergeBase(hub: Hub, base: string, head: string): string {
  return hub.git.maybe("merge-base", base, head) ?? base;
}

export function reviewShape(hub: Hub, review: Review): Shape {
  const web = `${webOf(hub)}/pull/${review.pull}#pullrequestreview-${review.id}`;
  return {
    id: review.id,
    user: userShape(hub, review.author),
    body: review.body,
    state: review.state,
    commit_id: review.commit,
    submitted_at: review.submittedAt,
    html_url: web,
    pull_request_url: `${repoApi(hub)}/pulls/${review.pull}`,
    author_association: associationOf(hub, review.author),
    _links: { html: { href: web }, pull_request: { href: `${repoApi(hub)}/pulls/${review.pull}` } },
  };
}

export function commitShape(hub: Hub, info: CommitInfo): Shape {
  const { sha, author, committer, message } = info;
  return {
    sha,
    node_id: `C_${sha}`,
    url: `${repoApi(hub)}/commits/${sha}`,
    html_url: `${webOf(hub)}/commit/${sha}`,
    commit: { author, committer, message, tree: { sha: info.tree }, comment_count: 0 },
    author: null,
    committer: null,
    parents: info.parents.map((parent) => ({ sha: parent, url: `${repoApi(hub)}/commits/${parent}` })),
  };
}

export function gitCommitShape(hub: Hub, info: CommitInfo): Shape {
  const { sha, author, committer, message } = info;
  const link = (one: string) => ({
    sha: one,
    url: `${repoApi(hub)}/git/commits/${one}`,
    html_url: `${webOf(hub)}/commit/${one}`,
  });
  return {
    ...link(sha),
    author,
    committer,
    message,
    tree: { sha: info.tree },
    parents: info.parents.map(link),
  };
}

export function checkRunShape(hub: Hub, check: CheckRun): Shape {
  const { title, summary, text } = check;
  const pulls = hub.store.issues.filter((issue) => issue.pull?.headSha === check.headSha);
  return {
    id: check.id,
    name: check.name,
    head_sha: check.headSha,
    status: check.status,
    conclusion: check.conclusion,
    external_id: check.externalId,
    url: `${repoApi(hub)}/check-runs/${check.id}`,
    html_url: `${webOf(hub)}/runs/${check.id}`,
    details_url: check.detailsUrl,
    started_at: check.startedAt,
    completed_at: check.completedAt,
    output: { title, summary, text, annotations_count: 0 },
    check_suite: { id: check.id },
    app: appShape(hub, check.app),
    pull_requests: pulls.map((issue) => ({ id: issue.id, number: issue.number })),
  };
}

export function appShape(hub: Hub, slug: string): Shape {
  const app = hub.store.apps.find((one) => one.slug === slug);
  return {
    id: app?.id ?? 15368,
    slug,
    node_id: `A_${slug}`,
    name: slug,
    owner: userShape(hub, hub.owner),
    html_url: `${hub.url}/apps/${slug}`,
    external_url: `${hub.url}/apps/${slug}`,
    permissions: app?.permissions ?? {},
    events: app?.events ?? [],
  };
}
