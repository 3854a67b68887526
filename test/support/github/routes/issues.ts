import {
  addComment,
  closeIssue,
  deleteComment,
  editComment,
  openIssue,
  reopenIssue,
  rewriteIssue,
} from "../changes.ts";
import {
  type Answer,
  type Call,
  created,
  given,
  notFound,
  nothing,
  ok,
  type Route,
  textOf,
} from "../http.ts";
import type { Hub } from "../hub.ts";
import { loginOf } from "../identity.ts";
import { commentShape, issueShape, reactionShape } from "../shapes.ts";
import { type Comment, type Issue, now } from "../store.ts";

const READ = ["issues:read", "pull_requests:read"];
const WRITE = ["issues:write", "pull_requests:write"];
const BASE = "/repos/{owner}/{repo}/issues";
const COMMENT = `${BASE}/comments/{comment_id}`;

/** Issues, comments and reactions; a pull request's conversation is an issue's. */
export const ISSUE_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: BASE,
    needs: READ,
    handle({ hub, query }) {
      const state = query.get("state") ?? "open";
      const found = hub.store.issues.filter((issue) => state === "all" || issue.state === state);
      return ok(found.toReversed().map((issue) => issueShape(hub, issue)));
    },
  },
  {
    method: "POST",
    path: BASE,
    needs: ["issues:write"],
    handle({ hub, by, body }) {
      const issue = openIssue(hub, by, { title: textOf(body.title), body: textOf(body.body) });
      return created(issueShape(hub, issue));
    },
  },
  {
    method: "GET",
    path: `${BASE}/{issue_number}`,
    needs: READ,
    handle: (call) => ok(issueShape(call.hub, issueOf(call))),
  },
  { method: "PATCH", path: `${BASE}/{issue_number}`, needs: WRITE, handle: update },
  {
    method: "GET",
    path: `${BASE}/comments`,
    needs: READ,
    handle: (call) => ok(since(call, call.hub.store.comments)),
  },
  {
    method: "GET",
    path: `${BASE}/{issue_number}/comments`,
    needs: READ,
    handle(call) {
      const { number } = issueOf(call);
      return ok(
        since(
          call,
          call.hub.store.comments.filter((comment) => comment.issue === number),
        ),
      );
    },
  },
  {
    method: "POST",
    path: `${BASE}/{issue_number}/comments`,
    needs: WRITE,
    handle(call) {
      const draft = { issue: issueOf(call), body: textOf(call.body.body) };
      return created(commentShape(call.hub, addComment(call.hub, call.by, draft)));
    },
  },
  {
    method: "GET",
    path: COMMENT,
    needs: READ,
    handle: (call) => ok(commentShape(call.hub, commentOf(call))),
  },
  {
    method: "PATCH",
    path: COMMENT,
    needs: WRITE,
    handle(call) {
      const comment = commentOf(call);
      editComment(call.hub, call.by, { comment, body: textOf(call.body.body) });
      return ok(commentShape(call.hub, comment));
    },
  },
  {
    method: "DELETE",
    path: COMMENT,
    needs: WRITE,
    handle(call) {
      deleteComment(call.hub, call.by, commentOf(call));
      return nothing();
    },
  },
  {
    method: "GET",
    path: `${COMMENT}/reactions`,
    needs: READ,
    handle(call) {
      const { id } = commentOf(call);
      const found = call.hub.store.reactions.filter((reaction) => reaction.comment === id);
      return ok(found.map((reaction) => reactionShape(call.hub, reaction)));
    },
  },
  { method: "POST", path: `${COMMENT}/reactions`, needs: WRITE, handle: react },
];

export function findIssue(hub: Hub, number: string | undefined): Issue {
  const issue = hub.store.issues.find((one) => String(one.number) === number);
  if (issue === undefined) throw notFound();
  return issue;
}

function issueOf(call: Call): Issue {
  return findIssue(call.hub, call.params.issue_number);
}

function commentOf(call: Call): Comment {
  const comment = call.hub.store.comments.find((one) => String(one.id) === call.params.comment_id);
  if (comment === undefined) throw notFound();
  return comment;
}

function since(call: Call, comments: readonly Comment[]): unknown {
  const from = Date.parse(call.query.get("since") ?? "1970-01-01T00:00:00Z");
  return comments
    .filter((comment) => Date.parse(comment.updatedAt) >= from)
    .map((comment) => commentShape(call.hub, comment));
}

function update(call: Call): Answer {
  const { hub, by, body } = call;
  const issue = issueOf(call);
  rewriteIssue(hub, by, { issue, title: given(body.title), body: given(body.body) });
  if (body.state === "closed") closeIssue(hub, by, issue);
  if (body.state === "open") reopenIssue(hub, by, issue);
  return ok(issueShape(hub, issue));
}

function react(call: Call): Answer {
  const { hub } = call;
  const comment = commentOf(call).id;
  const user = loginOf(call.by);
  const content = textOf(call.body.content);
  const old = hub.store.reactions.find(
    (one) => one.comment === comment && one.user === user && one.content === content,
  );
  if (old !== undefined) return ok(reactionShape(hub, old));
  const reaction = { id: hub.store.nextId(), comment, user, content, createdAt: now() };
  hub.store.reactions.push(reaction);
  return created(reactionShape(hub, reaction));
}
