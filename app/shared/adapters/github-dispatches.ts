import type { Dispatches } from "../core/host.ts";
import type { GitHubRepository } from "./octokit.ts";

/** Starts the shipped workflow by hand, always the default branch's. */
export function githubDispatches(
  { client, owner, repo }: GitHubRepository,
  defaultBranch: string,
): Dispatches {
  return {
    async dispatch(inputs) {
      await client.rest.actions.createWorkflowDispatch({
        owner,
        repo,
        workflow_id: "code.yml",
        ref: defaultBranch,
        inputs: { ...inputs },
      });
    },
  };
}
