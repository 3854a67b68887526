import { PipelineError } from "../core/error.ts";

/** What a repository's workflow names: the action at a full commit (`owner/name@<40 hex>`), and where reconcile finds the deployer's keys. */
export interface Filling {
  readonly action: string;
  readonly environment: string;
}

const ACTION = /code-engine\/code@0{40}/g;
const ENVIRONMENT = "environment: production";
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;

/** The shipped workflow for one repository; one that was filled in before, or an action without a full commit, is `settings/workflow`. */
export function fillWorkflow(shipped: string, { action, environment }: Filling): string {
  if (!(PINNED.test(action) && shipped.search(ACTION) >= 0 && shipped.includes(ENVIRONMENT)))
    throw notFillable(action);
  return shipped.replace(ACTION, action).replace(ENVIRONMENT, `environment: ${environment}`);
}

function notFillable(action: string): PipelineError {
  return new PipelineError("settings/workflow", `The workflow cannot be filled in with ${action}.`, {
    next: "Name the action as owner/name@ and a full commit id, and start from the workflow that the action ships.",
  });
}
