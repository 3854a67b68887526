import type { Hub } from "../../support/github/hub.ts";
import { lastReviews, obstacle } from "../../support/github/merge.ts";
import { mergeBase } from "../../support/github/shapes.ts";
import type { Comment, Issue, Review } from "../../support/github/store.ts";
import { html, type Markup, raw } from "./html.ts";
import { diffLine, markdown } from "./markdown.ts";
import { avatar, badge, issuePath, mark, newestChecks, time, who } from "./parts.ts";

export type Tab = "conversation" | "files" | "checks";
const FACES: Readonly<Record<string, string>> = {
  eyes: "👀",
  rocket: "🚀",
  confused: "😕",
  "+1": "👍",
  heart: "❤️",
};

/** An issue, or a pull request with its three tabs. */
export function issueView(hub: Hub, issue: Issue, view: { as: string; tab: Tab }): Markup {
  return html`
<h1>${issue.title} <small>#${issue.number}</small></h1>
<div class="under">${badge(issue)} <span>${who(issue.author)} ${issue.pull === null ? "asked" : html`wants to merge <code>${issue.pull.headRef}</code> into <code>${issue.pull.baseRef}</code>`}</span></div>
${issue.pull !== null && tabs(hub, issue, view.tab)}
${view.tab === "conversation" && conversation(hub, issue, view.as)}
${view.tab === "files" && files(hub, issue)}
${view.tab === "checks" && checks(hub, issue)}`;
}

function tabs(hub: Hub, issue: Issue, current: Tab): Markup {
  const base = issuePath(hub, issue);
  const sha = issue.pull?.headSha ?? "";
  const counts = {
    conversation: thread(hub, issue).length,
    files: diffOf(hub, issue).length,
    checks: newestChecks(hub, sha).length,
  };
  const names: readonly [Tab, string, string][] = [
    ["conversation", base, "Conversation"],
    ["files", `${base}/files`, "Files"],
    ["checks", `${base}/checks`, "Checks"],
  ];
  return html`<div class="tabs">${names.map(
    ([tab, href, text]) =>
      html`<a href="${href}" ${tab === current && raw('aria-current="page"')}>${text}<span class="count">${counts[tab]}</span></a>`,
  )}</div>`;
}

function thread(hub: Hub, issue: Issue): readonly { at: string; markup: Markup }[] {
  const comments = hub.store.comments.filter((one) => one.issue === issue.number);
  const reviews = hub.store.reviews.filter((one) => one.pull === issue.number);
  const all = [
    ...comments.map((one) => ({ at: one.createdAt, markup: commentCard(hub, one) })),
    ...reviews.map((one) => ({ at: one.submittedAt, markup: reviewNote(one) })),
  ];
  return all.toSorted((a, b) => a.at.localeCompare(b.at));
}

function conversation(hub: Hub, issue: Issue, as: string): Markup {
  const opening =
    issue.body === ""
      ? null
      : card({ author: issue.author, at: issue.createdAt, body: issue.body, foot: html`` });
  return html`${opening}${thread(hub, issue).map((one) => one.markup)}
${issue.pull?.mergedAt && html`<p class="note">${mark("success")} merged by ${who(issue.pull.mergedBy ?? "")} as <code>${issue.pull.mergeCommit?.slice(0, 10)}</code></p>`}
${issue.pull !== null && issue.state === "open" && mergeBox(hub, issue, as)}
<div class="event">${avatar(as)}<form class="card write" method="post" action="/_page/comment">
  <input type="hidden" name="number" value="${issue.number}">
  <textarea name="body" required aria-label="Comment" placeholder="${issue.pull?.mergedAt ? `/code rollback #${issue.number}` : "/code keep the invoices 180 days"}"></textarea>
  <div class="row"><span class="sub">Commenting as ${as}. The first line may be a command.</span><button class="button code">Comment</button></div>
</form></div>`;
}

function card(shown: { author: string; at: string; body: string; foot: Markup; edited?: boolean }): Markup {
  return html`<div class="event">${avatar(shown.author)}<article class="card">
  <div class="head">${who(shown.author)} <span>at ${time(shown.at)}${shown.edited && " · updated"}</span></div>
  <div class="body">${markdown(shown.body)}</div>${shown.foot}</article></div>`;
}

function commentCard(hub: Hub, comment: Comment): Markup {
  const reactions = hub.store.reactions.filter((one) => one.comment === comment.id);
  const foot = html`${reactions.length > 0 && html`<div class="reactions">${reactions.map((one) => html`<span title="${one.user}">${FACES[one.content] ?? one.content}</span>`)}</div>`}`;
  const { author, body, createdAt: at } = comment;
  return card({ author, at, body, foot, edited: comment.updatedAt !== comment.createdAt });
}

function reviewNote(review: Review): Markup {
  const words = {
    APPROVED: "approved",
    CHANGES_REQUESTED: "asked for changes on",
    COMMENTED: "reviewed",
    DISMISSED: "dismissed a review of",
  };
  const sign = review.state === "APPROVED" ? "success" : "failure";
  return html`<p class="note">${mark(sign)} ${who(review.author)} ${words[review.state]} <code>${review.commit.slice(0, 10)}</code> at ${time(review.submittedAt)}</p>`;
}

function mergeBox(hub: Hub, issue: Issue, as: string): Markup {
  const held = obstacle(hub, issue);
  const approvals = lastReviews(hub, issue.number).filter(
    (one) => one.state === "APPROVED" && one.commit === issue.pull?.headSha,
  );
  const list = newestChecks(hub, issue.pull?.headSha ?? "");
  return html`<div class="event"><span></span><section class="card merge ${held !== null && "held"}">
  <ul class="rows">${list.map(
    (
      check,
    ) => html`<li>${mark(check.conclusion)}<div class="grow"><a href="${issuePath(hub, issue)}/checks#check-${check.id}"><strong>${check.name}</strong></a>
    <span class="sub">${check.title ?? check.conclusion ?? check.status}</span></div></li>`,
  )}
    <li>${mark(approvals.length > 0 ? "success" : "action_required")}<div class="grow">${approvals.length > 0 ? html`<strong>Approved</strong> <span class="sub">by ${approvals.map((one) => one.author).join(", ")}</span>` : html`<strong>Review required</strong> <span class="sub">${held}</span>`}</div></li></ul>
  <div class="actions" style="border-top:1px solid var(--line)">
    <form method="post" action="/_page/approve"><input type="hidden" name="number" value="${issue.number}"><button class="button">Approve as ${as}</button></form>
    <form method="post" action="/_page/merge"><input type="hidden" name="number" value="${issue.number}"><button class="button primary" ${held !== null && raw("disabled")}>Merge and deploy</button></form>
    <form method="post" action="/_page/close"><input type="hidden" name="number" value="${issue.number}"><button class="button">Close</button></form>
  </div></section></div>`;
}

function diffOf(hub: Hub, issue: Issue) {
  const { pull } = issue;
  return pull === null ? [] : hub.git.diff(mergeBase(hub, pull.baseSha, pull.headSha), pull.headSha);
}

function files(hub: Hub, issue: Issue): Markup {
  return html`${diffOf(hub, issue).map(
    (
      file,
    ) => html`<section class="card file"><div class="head"><strong>${file.filename}</strong><span class="right"><span class="plus">+${file.additions}</span> <span class="minus">−${file.deletions}</span></span></div>
<div class="scroll"><pre>${raw(file.patch.split("\n").map(diffLine).join(""))}</pre></div></section>`,
  )}`;
}

function checks(hub: Hub, issue: Issue): Markup {
  const list = newestChecks(hub, issue.pull?.headSha ?? "");
  if (list.length === 0) return html`<p class="card empty">No check has reported yet.</p>`;
  return html`${list.map(
    (
      check,
    ) => html`<section class="card" id="check-${check.id}" style="margin-bottom:18px"><div class="head">${mark(check.conclusion)}<strong>${check.name}</strong> <span>${check.title ?? check.conclusion ?? check.status}</span>
    <span class="right">${check.app} · <a href="${new URL(check.detailsUrl, hub.url).pathname}">details</a></span></div>
    ${check.summary !== null && html`<div class="body">${markdown(check.summary)}${check.text !== null && markdown(check.text)}</div>`}</section>`,
  )}`;
}
