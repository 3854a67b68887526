import { PipelineError } from "#shared/core/error.ts";
import type { TerraformRun } from "#shared/core/terraform.ts";
import { trustedKeys } from "#shared/ledger/keys.ts";
import { stateKeyProvider } from "#shared/ledger/state-key.ts";
import type { Change } from "./change.ts";
import type { Context, Hands } from "./hands.ts";
import { convergenceOf, type Health } from "./health/convergence.ts";
import { signerOf, stateKeyOf } from "./ledgers.ts";
import { planStack, type StackPlan } from "./plan-stack.ts";
import type { PreparedStack } from "./prepare-stack.ts";
import { hasFinished, type Journal, journalFromPlan, noteLine } from "./state/journal.ts";
import { keepSaving } from "./state/keep-saving.ts";
import { acquireLock, type Lock, releaseLock, takeOverLock } from "./state/lock.ts";
import type { StateWriter } from "./state/place.ts";
import { type Stand, saveState } from "./state/save-state.ts";

/** A stack's state as this run, the deployer, writes it. */
export function writerOf(stack: string, change: Change, [hands, context]: [Hands, Context]): StateWriter {
  const key = stateKeyProvider(stateKeyOf(context));
  return {
    git: hands.git,
    repository: context.repository,
    stack,
    open: [key],
    seal: key,
    signer: signerOf(context),
    trusted: trustedKeys(change.settings.keys.deployer),
  };
}

/** Takes the stack's lock, a dead run's too, and gives it back after the work, unless a save failed: then it stays quarantined. */
export async function underLock<T>(
  writer: StateWriter,
  [hands, context]: [Hands, Context],
  work: (lock: Lock) => Promise<{ lock: Lock | null; result: T }>,
): Promise<T> {
  const holder = { run: context.run, job: context.job };
  const hasEnded = (run: Context["run"]) => hands.workflows.hasEnded(Number(run.id), run.attempt);
  const claim = await acquireLock(writer, holder);
  const lock =
    claim.kind === "held" ? claim.lock : await takeOverLock(writer, claim.lock, { ...holder, hasEnded });
  let done: { lock: Lock | null; result: T };
  try {
    done = await work(lock);
  } catch (error) {
    // Nothing was saved: the lock is still the one that was taken, or another run's, which then keeps it.
    await releaseLock(writer, lock).catch((other: unknown) =>
      hands.log.warn("apply/lock-kept", { reason: String(other) }),
    );
    throw error;
  }
  if (done.lock !== null) await releaseLock(writer, done.lock);
  return done.result;
}

export interface Deployed {
  readonly lock: Lock | null;
  /** The newest state commit. */
  readonly state: string | null;
  readonly health: Health;
  /** Why it is not wholly applied, null when it is. */
  readonly failure: PipelineError | null;
}

/** Applies the plan of this run, with every version of the state saved while it runs, and plans once more to see that nothing is left. */
export async function deploy(
  {
    prepared,
    planned,
    run,
  }: { readonly prepared: PreparedStack; readonly planned: StackPlan; readonly run: TerraformRun },
  start: { readonly writer: StateWriter; readonly stand: Stand },
  [hands, context]: [Hands, Context],
): Promise<Deployed> {
  let journal: Journal = journalFromPlan(planned.planned.json, context.run);
  // Written down before the first resource is touched: a run that dies leaves what it was about to do.
  const stand = await saveState(start.writer, start.stand, { state: await run.state(), journal });
  const keeper = keepSaving(start.writer, stand, {
    readState: () => run.state(),
    readJournal: () => journal,
  });
  // The state file grows after a resource's line is out, and no line need follow: both are watched.
  const stopWatching = run.watchState(() => keeper.changed());
  const applied = await run
    .apply((line) => {
      const before = journal;
      journal = noteLine(before, line);
      if (hasFinished(before, journal)) keeper.changed();
    })
    .finally(stopWatching);
  const kept = await keeper.finish();
  const state = kept.stand.base.commit;
  const unknown: Health = { kind: "not-converged", still: [] };
  if (kept.kind === "failed")
    return { lock: null, state, health: unknown, failure: saveFailed(kept.quarantine.branch) };
  const { lock } = kept.stand;
  if (applied.kind === "failed")
    return { lock, state, health: unknown, failure: applyFailed(applied.message) };
  return { lock, state, health: await healthOf(prepared, run, [hands, context]), failure: null };
}

async function healthOf(
  prepared: PreparedStack,
  run: TerraformRun,
  [hands, context]: [Hands, Context],
): Promise<Health> {
  try {
    const { effect } = await planStack(prepared, { run, stateKey: stateKeyOf(context) }, hands);
    return convergenceOf(effect);
  } catch (error) {
    // It is applied and saved, and has to be written down as that, whatever looking again comes to.
    if (error instanceof PipelineError) return { kind: "not-converged", still: [error.code] };
    throw error;
  }
}

function applyFailed(message: string): PipelineError {
  return new PipelineError("apply/failed", `Terraform could not apply everything: ${message}`, {
    next: "What was made is in the state. Review the plan of the rest in the follow-up pull request.",
  });
}

function saveFailed(branch: string | null): PipelineError {
  const where = branch === null ? "could not be kept anywhere" : `is kept on ${branch}`;
  return new PipelineError("apply/save-failed", `The state could not be saved; it ${where}.`, {
    next: "The stack stays locked. Run `code-state recover`.",
  });
}
