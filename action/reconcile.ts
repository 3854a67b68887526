import { PipelineError } from "#shared/core/error.ts";
import { areWaiting } from "./apply/dependencies.ts";
import { pending, recordedFor } from "./apply/order.ts";
import { dependenciesOf } from "./apply-dependencies.ts";
import { mergesSince } from "./apply-order.ts";
import { writerOf } from "./apply-stack.ts";
import { type Change, changeOfCommit } from "./change.ts";
import type { Context, Hands } from "./hands.ts";
import { type Ledgers, readLedgers } from "./ledgers.ts";
import { readLock } from "./state/lock.ts";

/** A stack and the merge that was dispatched again for it. */
export interface Dispatched {
  readonly stack: string;
  readonly commit: string;
}

/** For each stack that no living run holds, the first merge that nothing was decided about is dispatched again: in order, one at a time. */
export async function reconcile(hands: Hands, context: Context): Promise<readonly Dispatched[]> {
  const { defaultBranch } = context;
  const tip = (await hands.git.fetch([defaultBranch]))[defaultBranch];
  if (tip === undefined) return [];
  const change = await changeOfCommit({ commit: tip, before: null }, hands, context);
  const ledgers = await readLedgers(change.settings, hands, context);
  const dispatched: Dispatched[] = [];
  for (const stack of Object.keys(change.settings.stacks)) {
    if (change.settings.stacks[stack]?.backend !== "git") continue;
    const commit = await firstPending(stack, { change, ledgers, hands });
    if (commit === null || (await isHeld(stack, change, [hands, context]))) continue;
    if (await waitsForOthers({ stack, commit }, change, { hands, ledgers })) continue;
    await hands.dispatches.dispatch({ mode: "apply", stack, commit });
    dispatched.push({ stack, commit });
  }
  hands.log.info("reconcile/dispatched", { count: dispatched.length });
  return dispatched;
}

/** A stack about which nothing was ever decided starts with the newest merge that affects it. */
async function firstPending(
  stack: string,
  { change, ledgers, hands }: { readonly change: Change; readonly ledgers: Ledgers; readonly hands: Hands },
): Promise<string | null> {
  const recorded = recordedFor(stack, ledgers.deploy);
  const last = recorded.at(-1)?.commit;
  if (last !== undefined)
    return pending(await mergesSince({ stack, change, last }, hands), recorded)[0] ?? null;
  const [parent] = await hands.git.parents(change.commit);
  if (parent === undefined) return null;
  return pending(await mergesSince({ stack, change, last: parent }, hands), []).at(-1) ?? null;
}

/** It would only be refused again as long as nothing is decided about what it depends on. */
async function waitsForOthers(
  { stack, commit }: Dispatched,
  { settings }: Change,
  known: { readonly hands: Hands; readonly ledgers: Ledgers },
): Promise<boolean> {
  const [base = commit] = await known.hands.git.parents(commit);
  return areWaiting(await dependenciesOf(stack, { base, commit, settings }, known));
}

async function isHeld(stack: string, change: Change, [hands, context]: [Hands, Context]): Promise<boolean> {
  try {
    const lock = await readLock(writerOf(stack, change, [hands, context]));
    if (lock === null) return false;
    if (lock.body.status === "quarantined") return true;
    const { id, attempt } = lock.body.run;
    return (await hands.workflows.hasEnded(Number(id), attempt)) !== true;
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    hands.log.error("reconcile/lock-unreadable", { stack, code: error.code });
    return true;
  }
}
