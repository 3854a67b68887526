import { PipelineError } from "#shared/core/error.ts";
import { isAffected } from "./affected/affected-stacks.ts";
import { checkOrder, type Merge, pending, recordedFor } from "./apply/order.ts";
import type { Change } from "./change.ts";
import type { Hands } from "./hands.ts";
import type { Ledgers } from "./ledgers.ts";

/**
 * It is this commit's turn for this stack: nothing that was merged earlier and affects it is undecided, and nothing that was merged
 * later is applied already (`apply/superseded`). A stack whose ledger is empty starts with this commit.
 */
export async function checkTurn(stack: string, change: Change, { hands, ledgers }: Turn): Promise<void> {
  const recorded = recordedFor(stack, ledgers.deploy);
  const last = recorded.at(-1)?.commit;
  if (last === undefined) return;
  const merges = await mergesSince({ stack, change, last }, hands).catch((error: unknown) => {
    if (error instanceof PipelineError && error.code === "git/not-in-history")
      throw superseded(change.commit, last);
    throw error;
  });
  const undecided: string[] = [];
  for (const commit of pending(merges, recorded)) {
    if (commit === change.commit || !(await isSamePullRequest(commit, change, hands))) undecided.push(commit);
  }
  checkOrder(change.commit, undecided);
}

interface Turn {
  readonly hands: Hands;
  readonly ledgers: Ledgers;
}

/** First-parent steps after `last` up to the change, and whether each affects the stack. */
export async function mergesSince(
  { stack, change, last }: { readonly stack: string; readonly change: Change; readonly last: string },
  { git }: Hands,
): Promise<readonly Merge[]> {
  const steps = await git.firstParents(last, change.commit);
  return await Promise.all(
    steps.map(async (step) => {
      const changed = step.parent === null ? [] : await git.changed(step.parent, step.commit);
      return { ...step, isAffecting: isAffected(stack, change.settings, changed) };
    }),
  );
}

/** A pull request that was rebased brings several commits, and the last one stands for all. */
async function isSamePullRequest(
  commit: string,
  { pullRequest }: Change,
  { merges }: Hands,
): Promise<boolean> {
  if (pullRequest === null || pullRequest.commits < 2) return false;
  return (await merges.pullRequestOf(commit))?.number === pullRequest.number;
}

function superseded(commit: string, last: string): PipelineError {
  const said = `${commit.slice(0, 7)} does not come after ${last.slice(0, 7)}, which was decided last.`;
  return new PipelineError("apply/superseded", said, {
    next: "Nothing is to be done: a later commit was applied.",
  });
}
