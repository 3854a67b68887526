import type { Hub } from "./hub.ts";
import type { Shape } from "./openapi.ts";
import { repoApi, repositoryShape, userShape, webOf } from "./shapes.ts";
import type { DeploymentEnvironment, Job, Run } from "./store.ts";

export function runShape(hub: Hub, run: Run): Shape {
  const api = `${repoApi(hub)}/actions/runs/${run.id}`;
  return {
    id: run.id,
    name: run.name,
    path: run.workflow,
    event: run.event,
    head_sha: run.headSha,
    head_branch: run.headBranch,
    status: run.status,
    conclusion: run.conclusion,
    run_number: run.id,
    run_attempt: run.attempt,
    workflow_id: 1,
    url: api,
    html_url: `${webOf(hub)}/actions/runs/${run.id}`,
    jobs_url: `${api}/jobs`,
    display_title: run.name,
    actor: userShape(hub, run.actor),
    triggering_actor: userShape(hub, run.actor),
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    run_started_at: run.createdAt,
    pull_requests: [],
    head_commit: null,
    repository: repositoryShape(hub),
    head_repository: repositoryShape(hub),
  };
}

export function jobShape(hub: Hub, run: Run, job: Job): Shape {
  return {
    id: job.id,
    run_id: run.id,
    run_attempt: job.attempt,
    head_sha: run.headSha,
    name: job.name,
    status: job.status,
    conclusion: job.conclusion,
    created_at: job.startedAt,
    started_at: job.startedAt,
    completed_at: job.completedAt,
    html_url: `${webOf(hub)}/actions/runs/${run.id}/job/${job.id}`,
    check_run_url: `${repoApi(hub)}/check-runs/${job.id}`,
    workflow_name: run.name,
    head_branch: run.headBranch,
    labels: ["ubuntu-latest"],
    steps: job.steps.map((step) => ({
      ...step,
      status: step.conclusion === null ? "in_progress" : "completed",
    })),
  };
}

export function environmentShape(hub: Hub, environment: DeploymentEnvironment): Shape {
  const { policy } = environment;
  return {
    id: environment.id,
    name: environment.name,
    html_url: `${webOf(hub)}/deployments/activity_log?environments_filter=${environment.name}`,
    protection_rules: policy === null ? [] : [{ id: environment.id, node_id: "", type: "branch_policy" }],
    deployment_branch_policy:
      policy === null
        ? null
        : { protected_branches: policy === "protected", custom_branch_policies: policy === "custom" },
  };
}
