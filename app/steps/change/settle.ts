import { PipelineError } from "#shared/core/error.ts";
import type { Diagnostic } from "#shared/core/finding.ts";
import type { TypedChange } from "#shared/core/typed-change.ts";

/** A change that was tried, with all that stands against it. */
export interface Attempt {
  readonly change: TypedChange;
  readonly problems: readonly Diagnostic[];
  /** Which judge was the last to speak: after the gate's denial nobody else does, after a failed validation there is no plan. */
  readonly stoppedAt: "gate" | "validate" | null;
}

/** How often an author may still mend a change, whichever judge asks for it. */
export interface Rounds {
  left: number;
}

/** After the third repair more rounds break more than they mend. */
export function threeRounds(): Rounds {
  return { left: 3 };
}

export interface Settling<T extends Attempt> {
  readonly attempt: (change: TypedChange) => Promise<T>;
  /** Another try of the author; null where there is nothing left to try. */
  readonly mend: (change: TypedChange, problems: readonly Diagnostic[]) => Promise<TypedChange | null>;
  readonly rounds: Rounds;
  /** What in a repair only silences. */
  readonly cosmetic: (before: T, after: T) => readonly Diagnostic[];
}

/** The change, mended until nothing stands against it, in the rounds that are left: what has passed may not fail again, else the best so far stays. A repair that only silences is none, and its author is told. */
export async function settle<T extends Attempt>(change: TypedChange, by: Settling<T>): Promise<T> {
  let best = await by.attempt(change);
  let told: readonly Diagnostic[] = [];
  while (by.rounds.left > 0 && best.problems.length > 0) {
    by.rounds.left -= 1;
    const next = await by.mend(best.change, [...best.problems, ...told]);
    const tried = next === null ? null : await attempted(next, by);
    if (tried === null || !isBetter(tried, best)) return best;
    told = by.cosmetic(best, tried);
    if (told.length === 0) best = tried;
  }
  return best;
}

/** What cannot be written or read back at all is no better. */
async function attempted<T extends Attempt>(change: TypedChange, by: Settling<T>): Promise<T | null> {
  try {
    return await by.attempt(change);
  } catch (error) {
    if (error instanceof PipelineError) return null;
    throw error;
  }
}

function isBetter(tried: Attempt, best: Attempt): boolean {
  const failed = new Set(best.problems.map(keyOf));
  const isNew = (problem: Diagnostic) => wasJudged(problem, best) && !failed.has(keyOf(problem));
  const still = new Set(tried.problems.map(keyOf));
  return !tried.problems.some(isNew) && best.problems.some((problem) => !still.has(keyOf(problem)));
}

function wasJudged({ rule }: Diagnostic, { stoppedAt }: Attempt): boolean {
  if (stoppedAt === "gate") return rule.startsWith("gate/");
  return stoppedAt === null || rule !== "terraform/plan";
}

/** What Terraform says of an argument may change its words with the value. */
export function keyOf({ rule, resource, path, message }: Diagnostic): string {
  return JSON.stringify([rule, resource, path, path === "" ? message : ""]);
}
