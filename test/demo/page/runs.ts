import type { Hub } from "../../support/github/hub.ts";
import type { CheckRun, Run } from "../../support/github/store.ts";
import { html, type Markup } from "./html.ts";
import { markdown } from "./markdown.ts";
import { mark, time, webPath } from "./parts.ts";

/** All workflow runs, newest first. */
export function runsView(hub: Hub): Markup {
  const runs = hub.store.runs.toReversed();
  return html`<h1>Runs</h1><p class="under">Jobs of the shipped workflow, as this machine ran them.</p>
<div class="card">${runs.length === 0 && html`<p class="empty">No workflow has run yet.</p>`}<ul class="rows">${runs.map((run) => runRow(hub, run))}</ul></div>`;
}

function runRow(hub: Hub, run: Run): Markup {
  return html`<li>${mark(run.conclusion)}<div class="grow"><a href="${webPath(hub)}/actions/runs/${run.id}"><strong>${run.name}</strong></a> <span class="tag">${run.event}</span>
  <div class="sub">${run.headBranch} · <code>${run.headSha.slice(0, 10)}</code> · by ${run.actor}${run.pull !== null && ` · #${run.pull}`}</div></div>
  <span class="sub">${time(run.createdAt)} · ${seconds(run.createdAt, run.status === "completed" ? run.updatedAt : null)}</span></li>`;
}

function seconds(from: string, to: string | null): string {
  return to === null ? "running" : `${((Date.parse(to) - Date.parse(from)) / 1000).toFixed(1)} s`;
}

/** One run: its jobs with what they said. */
export function runView(run: Run): Markup {
  return html`<h1>${run.name} <small>${run.event}</small></h1>
<div class="under">${mark(run.conclusion)} ${run.headBranch} <code>${run.headSha.slice(0, 10)}</code> attempt ${run.attempt} by ${run.actor}</div>
${run.jobs.map(
  (
    job,
  ) => html`<details class="card log" ${job.conclusion === "failure" && "open"}><summary>${mark(job.conclusion)}<strong>${job.name}</strong>${job.environment !== null && html`<span class="tag">${job.environment}</span>`}<span class="sub" style="margin-left:auto">${seconds(job.startedAt, job.completedAt)}</span></summary>
  ${job.summary !== "" && html`<div class="body">${markdown(job.summary)}</div>`}
  <pre>${job.log || "Nothing was said."}</pre></details>`,
)}`;
}

/** One check run on a page of its own. */
export function checkView(check: CheckRun): Markup {
  return html`<h1>${check.name}</h1><div class="under">${mark(check.conclusion)} ${check.title} <code>${check.headSha.slice(0, 10)}</code></div>
<section class="card"><div class="body">${markdown(check.summary ?? "")}${markdown(check.text ?? "")}</div></section>`;
}
