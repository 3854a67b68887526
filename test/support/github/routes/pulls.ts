import { closeIssue, openPull, reopenIssue, rewriteIssue, submitReview } from "../changes.ts";
import {
  type Answer,
  type Call,
  created,
  given,
  notFound,
  ok,
  Refusal,
  type Route,
  textOf,
} from "../http.ts";
import { loginOf } from "../identity.ts";
import { type MergeMethod, mergePull } from "../merge.ts";
import { commitShape, mergeBase, pullShape, reviewShape } from "../shapes.ts";
import type { Issue, Pull, Review } from "../store.ts";
import { findIssue } from "./issues.ts";
import { fileShape } from "./repository.ts";

const READ = ["pull_requests:read"];
const WRITE = ["pull_requests:write"];
const BASE = "/repos/{owner}/{repo}/pulls";
const ONE = `${BASE}/{pull_number}`;

/** Pull requests, their commits, files, reviews and merge. */
export const PULL_ROUTES: readonly Route[] = [
  { method: "GET", path: BASE, needs: READ, handle: list },
  { method: "POST", path: BASE, needs: WRITE, handle: open },
  { method: "GET", path: ONE, needs: READ, handle: (call) => ok(pullShape(call.hub, pullOf(call).issue)) },
  { method: "PATCH", path: ONE, needs: WRITE, handle: update },
  {
    method: "GET",
    path: `${ONE}/files`,
    needs: READ,
    handle(call) {
      const { pull } = pullOf(call);
      const base = mergeBase(call.hub, pull.baseSha, pull.headSha);
      return ok(
        call.hub.git.diff(base, pull.headSha).map((file) => fileShape(call, { ...file }, pull.headSha)),
      );
    },
  },
  {
    method: "GET",
    path: `${ONE}/commits`,
    needs: READ,
    handle(call) {
      const { pull } = pullOf(call);
      const shas = call.hub.git.commits(
        `${mergeBase(call.hub, pull.baseSha, pull.headSha)}..${pull.headSha}`,
      );
      return ok(shas.map((sha) => commitShape(call.hub, call.hub.git.commit(sha))));
    },
  },
  {
    method: "GET",
    path: `${ONE}/reviews`,
    needs: READ,
    handle(call) {
      const { number } = pullOf(call).issue;
      const found = call.hub.store.reviews.filter((review) => review.pull === number);
      return ok(found.map((review) => reviewShape(call.hub, review)));
    },
  },
  { method: "POST", path: `${ONE}/reviews`, needs: WRITE, handle: review },
  { method: "PUT", path: `${ONE}/merge`, needs: ["contents:write"], handle: merge },
];

function pullOf(call: Call): { issue: Issue; pull: Pull } {
  const issue = findIssue(call.hub, call.params.pull_number);
  if (issue.pull === null) throw notFound();
  return { issue, pull: issue.pull };
}

function list(call: Call): Answer {
  const { hub, query } = call;
  const state = query.get("state") ?? "open";
  const head = query.get("head")?.replace(/^[^:]*:/, "");
  const base = query.get("base");
  const found = hub.store.issues.filter(
    ({ pull, ...issue }) =>
      pull !== null &&
      (state === "all" || issue.state === state) &&
      (head === undefined || pull.headRef === head) &&
      (base === null || pull.baseRef === base),
  );
  const sorted = query.get("direction") === "asc" ? found : found.toReversed();
  return ok(sorted.map((issue) => pullShape(hub, issue)));
}

function open(call: Call): Answer {
  const { hub, by, body } = call;
  const head = textOf(body.head).replace(/^[^:]*:/, "");
  const base = textOf(body.base);
  if (hub.git.tip(head) === null) throw new Refusal(422, "Validation Failed: head is invalid");
  if (hub.git.tip(base) === null) throw new Refusal(422, "Validation Failed: base is invalid");
  if (hub.git.commits(`${base}..${head}`).length === 0) {
    throw new Refusal(422, `Validation Failed: No commits between ${base} and ${head}`);
  }
  const twin = hub.store.issues.find(
    (one) => one.state === "open" && one.pull?.headRef === head && one.pull.baseRef === base,
  );
  if (twin !== undefined)
    throw new Refusal(422, `Validation Failed: A pull request already exists for ${hub.owner}:${head}.`);
  const draft = {
    title: textOf(body.title),
    body: textOf(body.body),
    head,
    base,
    draft: body.draft === true,
  };
  return created(pullShape(hub, openPull(hub, by, draft)));
}

function update(call: Call): Answer {
  const { hub, by, body } = call;
  const { issue } = pullOf(call);
  rewriteIssue(hub, by, { issue, title: given(body.title), body: given(body.body) });
  if (body.state === "closed") closeIssue(hub, by, issue);
  if (body.state === "open") reopenIssue(hub, by, issue);
  return ok(pullShape(hub, issue));
}

const STATES: Readonly<Record<string, Review["state"]>> = {
  APPROVE: "APPROVED",
  REQUEST_CHANGES: "CHANGES_REQUESTED",
  COMMENT: "COMMENTED",
};

function review(call: Call): Answer {
  const { hub, by, body } = call;
  const { issue, pull } = pullOf(call);
  const state = STATES[textOf(body.event)];
  if (state === undefined) throw new Refusal(422, "Pending reviews are not modelled: name an event.");
  if (issue.author === loginOf(by) && state !== "COMMENTED") {
    throw new Refusal(422, "Review Can not approve your own pull request");
  }
  const commit = textOf(body.commit_id, pull.headSha);
  const made = submitReview(hub, by, { issue, state, body: textOf(body.body), commit });
  return ok(reviewShape(hub, made));
}

function merge(call: Call): Answer {
  const { hub, by, body } = call;
  const { issue } = pullOf(call);
  const method = textOf(body.merge_method, "merge") as MergeMethod;
  const outcome = mergePull(hub, by, {
    issue,
    method,
    sha: body.sha as string | undefined,
    title: body.commit_title as string | undefined,
  });
  if (outcome.kind === "refused") throw new Refusal(outcome.status, outcome.message);
  return ok({ sha: outcome.sha, merged: true, message: "Pull Request successfully merged" });
}
