import { PipelineError } from "#shared/core/error.ts";
import type { Recorded } from "./order.ts";

/** A stack that another one depends on and that the same commit affects. */
export interface Dependency {
  readonly stack: string;
  /** What the ledger decided about it, for this commit or a later one. */
  readonly decided: readonly Pick<Recorded, "kind">[];
}

const APPLIED = ["apply/applied", "apply/nothing"];

/** `waiting`: nothing is decided about it yet. `refused`: decided, and not applied. */
type DependencyStanding = "applied" | "waiting" | "refused";

function standingOf({ decided }: Pick<Dependency, "decided">): DependencyStanding {
  if (decided.some(({ kind }) => APPLIED.includes(kind))) return "applied";
  return decided.length === 0 ? "waiting" : "refused";
}

/** Whether the dependencies may still be applied: none was refused, and about at least one nothing is decided. */
export function areWaiting(dependencies: readonly Dependency[]): boolean {
  const standings = dependencies.map(standingOf);
  return standings.includes("waiting") && !standings.includes("refused");
}

/** A stack is applied only on dependencies that are applied at this commit or later, otherwise `apply/dependency-not-applied`. */
export function checkDependencies(stack: string, dependencies: readonly Dependency[]): void {
  const missing = dependencies.filter((dependency) => standingOf(dependency) !== "applied");
  if (missing.length === 0) return;
  const names = missing.map((dependency) => dependency.stack).join(", ");
  const said = `${stack} depends on ${names}, which this commit changes and which is not applied.`;
  throw new PipelineError("apply/dependency-not-applied", said, {
    next: areWaiting(missing)
      ? "Nothing was applied. The reconcile job applies it after what it depends on."
      : `Nothing was applied. The follow-up pull request of ${names} plans ${stack} too: review and merge it.`,
    details: missing.map((dependency) => `${dependency.stack}: ${standingOf(dependency)}`),
  });
}
