import type { Hub } from "../../support/github/hub.ts";
import { html, type Markup } from "./html.ts";
import { avatar, badge, issuePath, mark, newestChecks, time } from "./parts.ts";

const EXAMPLE = "/code a private bucket for the invoices, kept 90 days";

/** The first page: ask for something, and what has been asked. */
export function requestsView(hub: Hub, as: string): Markup {
  const issues = hub.store.issues.toReversed();
  return html`
<h1>Requests</h1>
<p class="under">Say in plain English what you need. CODE answers with a pull request.</p>
<form class="card ask" method="post" action="/_page/ask">
  <label class="sub" for="ask">A new request by ${as}</label>
  <textarea id="ask" name="body" required placeholder="${EXAMPLE}"></textarea>
  <div><button class="button code">Ask</button></div>
</form>
<div class="card">
  ${issues.length === 0 && html`<p class="empty">Nothing has been asked yet. Try: <code>${EXAMPLE}</code></p>`}
  <ul class="rows">${issues.map(
    (issue) => html`<li>${avatar(issue.author)}
    <div class="grow"><a href="${issuePath(hub, issue)}"><strong>${issue.title}</strong></a>
      <div class="sub">#${issue.number} ${issue.pull === null ? "asked" : "proposed"} by ${issue.author} at ${time(issue.createdAt)}</div></div>
    ${
      issue.pull !== null &&
      newestChecks(hub, issue.pull.headSha)
        .slice(0, 4)
        .map((check) => mark(check.conclusion))
    }
    ${badge(issue)}</li>`,
  )}</ul>
</div>`;
}
