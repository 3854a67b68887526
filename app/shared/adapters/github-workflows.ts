import { PipelineError } from "../core/error.ts";
import type { Workflows } from "../core/host.ts";
import type { GitHubRepository } from "./octokit.ts";
import { orNull } from "./steady.ts";

const WORKFLOW = "code.yml";

/** Runs of the shipped workflow: the App starts them again and never plans itself. */
export function githubWorkflows({ client, owner, repo }: GitHubRepository): Workflows {
  return {
    async replan(number) {
      const { data: pull } = await client.rest.pulls.get({ owner, repo, pull_number: number });
      const { data } = await client.rest.actions.listWorkflowRuns({
        owner,
        repo,
        workflow_id: WORKFLOW,
        head_sha: pull.head.sha,
        per_page: 1,
      });
      const run = data.workflow_runs[0];
      if (run === undefined) throw noRun(number);
      if (run.status === "completed") {
        await client.rest.actions.reRunWorkflow({ owner, repo, run_id: run.id });
      }
      return { url: run.html_url };
    },
    async hasEnded(runId, attempt) {
      const found = await orNull(
        client.rest.actions.getWorkflowRunAttempt({
          owner,
          repo,
          run_id: runId,
          attempt_number: attempt,
        }),
      ).catch(() => null);
      return found === null ? "unknown" : found.data.status === "completed";
    },
  };
}

function noRun(number: number): PipelineError {
  return new PipelineError("host/no-plan-run", `Pull request #${number} has no plan of its current head.`, {
    next: "Push a commit to it, or check that .github/workflows/code.yml is on the default branch.",
  });
}
