import { DeployEvent } from "#shared/core/deploy-event.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Step } from "#shared/core/git.ts";
import type { LedgerEntry } from "#shared/core/ledger-entry.ts";

/** What ends the story of a commit: it was applied, or something else was decided about it. */
const FINAL = ["apply/applied", "apply/refused", "apply/failed", "apply/nothing"];

export interface Recorded extends DeployEvent {
  readonly kind: string;
}

/** Everything that the deploy ledger decided about a stack, oldest first; what is to be tried again is not decided. */
export function recordedFor(stack: string, entries: readonly LedgerEntry[]): readonly Recorded[] {
  return entries.flatMap(({ event }) => {
    if (!FINAL.includes(event.kind)) return [];
    const body = DeployEvent.safeParse(event.body);
    return body.data?.stack === stack && !body.data.retry ? [{ ...body.data, kind: event.kind }] : [];
  });
}

/** The state commit that the ledger names last: the state must not be older than that. */
export function lastKnownState(stack: string, entries: readonly LedgerEntry[]): string | null {
  return recordedFor(stack, entries).findLast(({ state }) => state !== null)?.state ?? null;
}

/** A first-parent step of the default branch, and whether it affects the stack. */
export interface Merge extends Step {
  readonly isAffecting: boolean;
}

/** Commits of this history that affect the stack and about which nothing was decided, oldest first. */
export function pending(merges: readonly Merge[], recorded: readonly Recorded[]): readonly string[] {
  const decided = new Set(recorded.map(({ commit }) => commit));
  return merges
    .filter(({ commit, isAffecting }) => isAffecting && !decided.has(commit))
    .map(({ commit }) => commit);
}

/** Merges are applied in first-parent order: an earlier one that is undecided goes first (`apply/out-of-order`). */
export function checkOrder(commit: string, undecided: readonly string[]): void {
  const earlier = undecided.slice(0, Math.max(0, undecided.indexOf(commit)));
  const first = earlier[0];
  if (first === undefined) return;
  throw new PipelineError(
    "apply/out-of-order",
    `${first.slice(0, 7)} was merged earlier and is not applied yet.`,
    {
      next: "Nothing was applied. The reconcile job applies them in order.",
      details: { earlier: [...earlier] },
    },
  );
}
