import { matchesGlob } from "node:path";
import type { Hub } from "../github/hub.ts";
import type { DeploymentEnvironment } from "../github/store.ts";

/** The environment a job names. One that does not exist is made, unprotected, as GitHub makes it. */
export function enterEnvironment(hub: Hub, name: string): DeploymentEnvironment {
  const found = hub.store.environments.find((one) => one.name === name);
  if (found !== undefined) return found;
  const made = { id: hub.store.nextId(), name, policy: null, branches: [], secrets: {} };
  hub.store.environments.push(made);
  return made;
}

/** Why a job of this branch may not use the environment, null when it may. */
export function environmentRefusal(
  hub: Hub,
  environment: DeploymentEnvironment,
  branch: string,
): string | null {
  const { policy, branches, name } = environment;
  const isIn =
    policy === null ||
    (policy === "protected" && branch === hub.defaultBranch) ||
    (policy === "custom" && branches.some((pattern) => matchesGlob(branch, pattern)));
  return isIn
    ? null
    : `Branch "${branch}" is not allowed to deploy to ${name} due to environment protection rules.`;
}
