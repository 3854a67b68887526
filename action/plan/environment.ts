import { PipelineError } from "#shared/core/error.ts";
import type { Environments } from "#shared/core/host.ts";

/** A job runs only in a GitHub environment that the default branch alone may use: GitHub makes a missing one, open to all. */
export async function checkEnvironment(name: string, environments: Environments): Promise<void> {
  if (await environments.isRestrictedToDefaultBranch(name)) return;
  throw new PipelineError(
    "plan/environment-open",
    `The GitHub environment ${name} is not restricted to the default branch.`,
    {
      next: "Restrict its deployment branches to the default branch in the repository's settings, and run again.",
    },
  );
}
