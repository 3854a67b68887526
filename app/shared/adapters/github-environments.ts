import type { Environments } from "../core/host.ts";
import type { GitHubRepository } from "./octokit.ts";
import { orNull } from "./steady.ts";

/** GitHub environments: one that is missing or open to other branches protects nothing. */
export function githubEnvironments(at: GitHubRepository, defaultBranch: string): Environments {
  const { client, owner, repo } = at;
  return {
    async isRestrictedToDefaultBranch(environment_name) {
      const found = await orNull(client.rest.repos.getEnvironment({ owner, repo, environment_name }));
      const policy = found?.data.deployment_branch_policy;
      if (policy === undefined || policy === null) return false;
      const allowed = policy.custom_branch_policies
        ? await namedBranches(at, environment_name)
        : await protectedBranches(at);
      return allowed.length === 1 && allowed[0] === defaultBranch;
    },
  };
}

async function namedBranches({ client, owner, repo }: GitHubRepository, environment_name: string) {
  const call = { owner, repo, environment_name, per_page: 100 };
  const { data } = await client.rest.repos.listDeploymentBranchPolicies(call);
  // A tag of the default branch's name is not the default branch.
  return data.branch_policies.map((policy) => (policy.type === "tag" ? "" : policy.name));
}

async function protectedBranches({ client, owner, repo }: GitHubRepository) {
  const { data } = await client.rest.repos.listBranches({ owner, repo, protected: true, per_page: 100 });
  return data.map((branch) => branch.name);
}
