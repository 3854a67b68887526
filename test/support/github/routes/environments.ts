import { type Answer, type Call, notFound, ok, Refusal, type Route, textOf } from "../http.ts";
import type { Shape } from "../openapi.ts";
import { environmentShape } from "../shapes-actions.ts";
import type { DeploymentEnvironment } from "../store.ts";

const BASE = "/repos/{owner}/{repo}/environments";
const ONE = `${BASE}/{environment_name}`;

/** Environments and the branches that may use them. */
export const ENVIRONMENT_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: BASE,
    needs: ["actions:read"],
    handle({ hub }) {
      const environments = hub.store.environments.map((one) => environmentShape(hub, one));
      return ok({ total_count: environments.length, environments });
    },
  },
  {
    method: "GET",
    path: ONE,
    needs: ["actions:read"],
    handle: (call) => ok(environmentShape(call.hub, environmentOf(call))),
  },
  { method: "PUT", path: ONE, needs: ["administration:write"], handle: put },
  {
    method: "GET",
    path: `${ONE}/deployment-branch-policies`,
    needs: ["actions:read"],
    handle(call) {
      const { branches } = environmentOf(call);
      return ok({ total_count: branches.length, branch_policies: branches.map(policyShape) });
    },
  },
  {
    method: "POST",
    path: `${ONE}/deployment-branch-policies`,
    needs: ["administration:write"],
    handle(call) {
      const environment = environmentOf(call);
      if (environment.policy !== "custom") throw notFound();
      const name = textOf(call.body.name);
      environment.branches.push(name);
      return ok(policyShape(name, environment.branches.length - 1));
    },
  },
];

function environmentOf(call: Call): DeploymentEnvironment {
  const found = call.hub.store.environments.find((one) => one.name === call.params.environment_name);
  if (found === undefined) throw notFound();
  return found;
}

function policyShape(name: string, index: number): Shape {
  return { id: index + 1, node_id: "", name, type: "branch" };
}

function put(call: Call): Answer {
  const { hub, body } = call;
  const name = call.params.environment_name ?? "";
  const wish = body.deployment_branch_policy as
    | { protected_branches: boolean; custom_branch_policies: boolean }
    | null
    | undefined;
  if (wish && wish.protected_branches === wish.custom_branch_policies) {
    throw new Refusal(422, "protected_branches and custom_branch_policies cannot have the same value");
  }
  const chosen = wish?.protected_branches ? "protected" : "custom";
  const policy = wish ? chosen : null;
  let environment = hub.store.environments.find((one) => one.name === name);
  if (environment === undefined) {
    environment = { id: hub.store.nextId(), name, policy, branches: [], secrets: {} };
    hub.store.environments.push(environment);
  }
  environment.policy = policy;
  return ok(environmentShape(hub, environment));
}
