import { reportCheck } from "../changes.ts";
import { type Answer, type Call, created, notFound, ok, Refusal, type Route, textOf } from "../http.ts";
import type { Shape } from "../openapi.ts";
import { checkRunShape, webOf } from "../shapes.ts";
import { type CheckRun, now } from "../store.ts";
import { shaOf } from "./repository.ts";

const BASE = "/repos/{owner}/{repo}";
const LONGEST = 65_535;

/** Check runs: written by an App or a job only, each in its own name. */
export const CHECK_ROUTES: readonly Route[] = [
  { method: "POST", path: `${BASE}/check-runs`, needs: ["checks:write"], handle: create },
  { method: "PATCH", path: `${BASE}/check-runs/{check_run_id}`, needs: ["checks:write"], handle: update },
  {
    method: "GET",
    path: `${BASE}/check-runs/{check_run_id}`,
    needs: ["checks:read"],
    handle: (call) => ok(checkRunShape(call.hub, checkOf(call))),
  },
  { method: "GET", path: `${BASE}/commits/{ref}/check-runs`, needs: ["checks:read"], handle: list },
];

function appSlug(call: Call): string {
  if (call.by.kind === "job") return "github-actions";
  if (call.by.kind === "installation") return call.by.app.slug;
  throw new Refusal(403, "You must authenticate via a GitHub App.");
}

function checkOf(call: Call): CheckRun {
  const check = call.hub.store.checkRuns.find((one) => String(one.id) === call.params.check_run_id);
  if (check === undefined) throw notFound();
  return check;
}

function create(call: Call): Answer {
  const { hub, by, body } = call;
  const id = hub.store.nextId();
  const check: CheckRun = {
    id,
    app: appSlug(call),
    name: textOf(body.name),
    headSha: shaOf(call, textOf(body.head_sha)),
    status: "queued",
    conclusion: null,
    title: null,
    summary: null,
    text: null,
    externalId: "",
    detailsUrl: `${webOf(hub)}/runs/${id}`,
    startedAt: now(),
    completedAt: null,
  };
  apply(check, body);
  hub.store.checkRuns.push(check);
  reportCheck(hub, by, { check, action: "created" });
  if (check.status === "completed") reportCheck(hub, by, { check, action: "completed" });
  return created(checkRunShape(hub, check));
}

function apply(check: CheckRun, body: Shape): void {
  const output = (body.output ?? {}) as Partial<Record<"title" | "summary" | "text", string>>;
  if (Object.values(output).some((text) => String(text).length > LONGEST)) {
    throw new Refusal(422, `output is too long (maximum is ${LONGEST} characters)`);
  }
  const { name, status, external_id: externalId, details_url: detailsUrl } = body;
  const stated = Object.entries({ name, status, externalId, detailsUrl, ...output });
  Object.assign(check, Object.fromEntries(stated.filter(([, value]) => value !== undefined)));
  if (!body.conclusion) return;
  check.conclusion = textOf(body.conclusion);
  check.status = "completed";
  check.completedAt = textOf(body.completed_at, now());
}

function update(call: Call): Answer {
  const { hub, by, body } = call;
  const check = checkOf(call);
  if (check.app !== appSlug(call))
    throw new Refusal(403, "Invalid app_id `check_run` is not owned by this App");
  apply(check, body);
  if (check.status === "completed") reportCheck(hub, by, { check, action: "completed" });
  return ok(checkRunShape(hub, check));
}

function list(call: Call): Answer {
  const { hub, query } = call;
  const sha = shaOf(call, call.params.ref ?? "");
  const name = query.get("check_name");
  const appId = query.get("app_id");
  const found = hub.store.checkRuns.filter(
    (check) =>
      check.headSha === sha &&
      (name === null || check.name === name) &&
      (appId === null || appIdOf(call, check) === appId),
  );
  const newest = new Map(found.map((check) => [`${check.app}/${check.name}`, check]));
  const shown = query.get("filter") === "all" ? found : [...newest.values()];
  const shapes = shown.toReversed().map((check) => checkRunShape(hub, check));
  return ok({ total_count: shapes.length, check_runs: shapes });
}

function appIdOf(call: Call, check: CheckRun): string {
  return String(call.hub.store.apps.find((app) => app.slug === check.app)?.id ?? 15368);
}
