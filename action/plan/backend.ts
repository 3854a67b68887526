import { PipelineError } from "#shared/core/error.ts";
import type { Stack } from "#shared/core/settings.ts";

/** Only state that we keep ourselves is planned against: with any other we would find nothing, and plan to make everything again. */
export function checkBackend(name: string, { backend }: Pick<Stack, "backend">): void {
  if (backend === "git") return;
  throw new PipelineError("plan/backend-external", `The state of ${name} is kept elsewhere.`, {
    next: "Plan and apply it where its state is, or bring the state here with `code-state migrate` and set `backend: git`.",
  });
}
