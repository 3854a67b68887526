import type { Hub } from "../../support/github/hub.ts";
import type { CheckRun, Issue } from "../../support/github/store.ts";
import { html, type Markup } from "./html.ts";

/** Pieces that several views are made of. */

export const webPath = (hub: Hub): string => `/${hub.fullName}`;

export function issuePath(hub: Hub, issue: Issue): string {
  return `${webPath(hub)}/${issue.pull === null ? "issues" : "pull"}/${issue.number}`;
}

const HUES: Readonly<Record<string, number>> = {
  ana: 330,
  omar: 210,
  "code-engine[bot]": 265,
  "github-actions[bot]": 150,
};

export function avatar(login: string): Markup {
  const hue = HUES[login] ?? [...login].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 360;
  return html`<span class="avatar" style="--hue:${hue}" aria-hidden="true">${login.slice(0, 1).toUpperCase()}</span>`;
}

export function who(login: string): Markup {
  const isBot = login.endsWith("[bot]");
  return html`<strong>${login.replace("[bot]", "")}</strong>${isBot && html` <span class="tag">bot</span>`}`;
}

export function time(at: string | null): Markup {
  if (at === null) return html``;
  return html`<time datetime="${at}">${at.slice(11, 19)}</time>`;
}

export function issueState(issue: Issue): { word: string; kind: string } {
  if (issue.pull?.mergedAt) return { word: "Merged", kind: "merged" };
  if (issue.state === "open" && issue.pull?.draft === true) return { word: "Draft", kind: "draft" };
  return issue.state === "open" ? { word: "Open", kind: "open" } : { word: "Closed", kind: "closed" };
}

export function badge(issue: Issue): Markup {
  const { word, kind } = issueState(issue);
  return html`<span class="badge ${kind}">${word}</span>`;
}

const MARKS: Readonly<Record<string, string>> = {
  success: "✓",
  failure: "✕",
  cancelled: "–",
  skipped: "–",
  neutral: "•",
  action_required: "!",
};

export function mark(conclusion: string | null): Markup {
  const word = conclusion ?? "running";
  return html`<span class="mark ${word}" title="${word}">${MARKS[word] ?? ""}</span>`;
}

/** The newest of each name; what people decide by comes first, jobs after. */
export function newestChecks(hub: Hub, sha: string): readonly CheckRun[] {
  const mine = hub.store.checkRuns.filter((check) => check.headSha === sha);
  const newest = [...new Map(mine.map((check) => [`${check.app}/${check.name}`, check])).values()];
  return newest.toSorted((a, b) => Number(b.title !== null) - Number(a.title !== null));
}
