import {
  type Answer,
  type Call,
  created,
  notFound,
  nothing,
  ok,
  Refusal,
  type Route,
  textOf,
} from "../http.ts";
import { jobShape, runShape } from "../shapes-actions.ts";
import type { Run } from "../store.ts";

const READ = ["actions:read"];
const WRITE = ["actions:write"];
const BASE = "/repos/{owner}/{repo}/actions";
const RUN = `${BASE}/runs/{run_id}`;

/** Workflow runs as the runner recorded them. */
export const ACTION_ROUTES: readonly Route[] = [
  { method: "GET", path: `${BASE}/runs`, needs: READ, handle: list },
  { method: "GET", path: `${BASE}/workflows/{workflow_id}/runs`, needs: READ, handle: list },
  { method: "GET", path: RUN, needs: READ, handle: (call) => ok(runShape(call.hub, runOf(call))) },
  { method: "GET", path: `${RUN}/attempts/{attempt_number}`, needs: READ, handle: attempt },
  { method: "GET", path: `${RUN}/jobs`, needs: READ, handle: jobs },
  { method: "GET", path: `${RUN}/attempts/{attempt_number}/jobs`, needs: READ, handle: jobs },
  { method: "POST", path: `${RUN}/rerun`, needs: WRITE, handle: (call) => rerun(call, false) },
  { method: "POST", path: `${RUN}/rerun-failed-jobs`, needs: WRITE, handle: (call) => rerun(call, true) },
  { method: "POST", path: `${BASE}/workflows/{workflow_id}/dispatches`, needs: WRITE, handle: dispatch },
];

function runOf(call: Call): Run {
  const run = call.hub.store.runs.find((one) => String(one.id) === call.params.run_id);
  if (run === undefined) throw notFound();
  return run;
}

function list(call: Call): Answer {
  const { hub, query, params } = call;
  const wanted: Readonly<Record<string, (run: Run) => string>> = {
    head_sha: (run) => run.headSha,
    branch: (run) => run.headBranch,
    event: (run) => run.event,
    actor: (run) => run.actor,
  };
  const found = hub.store.runs.filter((run) => {
    const isOfWorkflow = params.workflow_id === undefined || run.workflow.endsWith(`/${params.workflow_id}`);
    const status = query.get("status");
    const isInStatus = status === null || run.status === status || run.conclusion === status;
    const fits = Object.entries(wanted).every(([name, of]) => (query.get(name) ?? of(run)) === of(run));
    return isOfWorkflow && isInStatus && fits;
  });
  return ok({
    total_count: found.length,
    workflow_runs: found.toReversed().map((run) => runShape(hub, run)),
  });
}

/** An earlier attempt has ended, or the present one could not have begun. */
function attempt(call: Call): Answer {
  const run = runOf(call);
  const number = Number(call.params.attempt_number);
  if (number < 1 || number > run.attempt) throw notFound();
  if (number === run.attempt) return ok(runShape(call.hub, run));
  const jobs = run.jobs.filter((job) => job.attempt === number);
  const conclusion = jobs.every((job) => job.conclusion === "success") ? "success" : "failure";
  return ok({ ...runShape(call.hub, run), run_attempt: number, status: "completed", conclusion });
}

function jobs(call: Call): Answer {
  const run = runOf(call);
  const number = Number(call.params.attempt_number ?? run.attempt);
  const found = run.jobs.filter((job) => job.attempt === number);
  return ok({ total_count: found.length, jobs: found.map((job) => jobShape(call.hub, run, job)) });
}

function rerun(call: Call, onlyFailed: boolean): Answer {
  const run = runOf(call);
  if (run.status !== "completed") throw new Refusal(403, "This workflow is already running");
  call.hub.rerun(run.id, onlyFailed);
  return created({});
}

function dispatch(call: Call): Answer {
  const { hub, by, body, params } = call;
  const ref = textOf(body.ref).replace(/^refs\/heads\//, "");
  const workflow = `.github/workflows/${params.workflow_id}`;
  const sha = hub.git.tip(ref);
  if (sha === null) throw new Refusal(422, `No ref found for: ${ref}`);
  if (hub.git.blobAt(sha, workflow) === null) throw notFound();
  const payload = { ref: `refs/heads/${ref}`, inputs: body.inputs ?? {}, workflow };
  hub.emit({ name: "workflow_dispatch", action: null, by, payload });
  return nothing();
}
