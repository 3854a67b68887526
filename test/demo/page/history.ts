import type { Hub } from "../../support/github/hub.ts";
import { html, type Markup } from "./html.ts";
import { time } from "./parts.ts";

const GROUPS: readonly { readonly prefix: string; readonly title: string; readonly about: string }[] = [
  {
    prefix: "code/state/",
    title: "State",
    about: "One sealed version a commit; nobody without the key can read one.",
  },
  { prefix: "code/lock/", title: "Locks", about: "Who is applying right now. No lock, nobody." },
  {
    prefix: "code/ledger/",
    title: "Ledgers",
    about: "Signed and chained entries: what was asked, refused and applied.",
  },
  { prefix: "code/recovery/", title: "Recovery", about: "Versions that could not reach the state branch." },
];

/** What the repository itself remembers. */
export function historyView(hub: Hub): Markup {
  return html`<h1>History</h1><p class="under">State, audit log and undo are branches of the same repository.</p>
${GROUPS.map((group) => {
  const refs = hub.git.refs(`refs/heads/${group.prefix}`);
  return html`<h2>${group.title} <span class="count">${refs.length}</span></h2><p class="sub">${group.about}</p>
  ${refs.map(({ ref }) => chain(hub, ref.slice("refs/heads/".length)))}`;
})}`;
}

function chain(hub: Hub, branch: string): Markup {
  const log = hub.git.text(["log", "--first-parent", "--format=%H%x09%cI%x09%s", "--max-count=60", branch]);
  const lines = log.split("\n").map((line) => line.split("\t"));
  return html`<div class="sub"><strong>${branch}</strong></div><ul class="chain">${lines.map(
    ([sha = "", at = "", subject = ""]) =>
      html`<li>${subject} <code>${sha.slice(0, 10)}</code> <span class="sub">${time(new Date(at).toISOString())}</span></li>`,
  )}</ul>`;
}
