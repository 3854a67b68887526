import { PipelineError } from "#shared/core/error.ts";
import type { PushOutcome, RefUpdate } from "#shared/core/git.ts";
import { lockBranch, recoveryBranch, stateBranch } from "#shared/ledger/version.ts";
import { type Lock, nextLock } from "./lock.ts";
import type { Base, Content, StateWriter } from "./place.ts";
import { makeVersion } from "./versions.ts";

/** Where a run stands: its lock, and the newest version it knows. Each save gives the next one. */
export interface Stand {
  readonly lock: Lock;
  readonly base: Base;
}

const TRIES = 3;

/** One version, one commit, one atomic push that moves state and lock together: whoever lost either is `state/fenced`. */
export async function saveState(writer: StateWriter, stand: Stand, content: Content): Promise<Stand> {
  const { run } = stand.lock.body;
  const [base, lock] = await Promise.all([
    makeVersion(writer, stand.base, { place: "state", run, content }),
    nextLock(writer, stand.lock),
  ]);
  const outcome = await pushSteadily(writer, [
    { branch: stateBranch(writer.stack), expected: stand.base.commit, next: base.commit },
    { branch: lockBranch(writer.stack), expected: stand.lock.commit, next: lock.commit },
  ]);
  if (outcome.kind === "pushed") return { lock, base };
  throw new PipelineError(
    "state/fenced",
    `State or lock of ${writer.stack} moved: this run no longer holds it.`,
    {
      next: "Nothing was overwritten; what this run did is kept on its recovery branch.",
      details: outcome.message,
    },
  );
}

/** The same commits pushed again are the same push, so that a lost connection may be tried again. */
async function pushSteadily(writer: StateWriter, updates: readonly RefUpdate[]): Promise<PushOutcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await writer.git.push(updates);
    } catch (error) {
      const isLost = error instanceof PipelineError && error.code === "git/push-failed";
      if (!isLost || attempt === TRIES) throw error;
    }
  }
}

export interface Quarantine {
  /** The recovery branch that holds what could not be saved, null when that push failed as well. */
  readonly branch: string | null;
  /** Whether the lock says quarantined; where it could not be moved it still stands as it was, and blocks. */
  readonly isMarked: boolean;
  readonly problems: readonly string[];
}

/** After a failed save: what is known goes to a branch of this run alone, and the lock stays. */
export async function quarantine(
  writer: StateWriter,
  stand: Stand,
  failed: { content: Content; reason: string },
): Promise<Quarantine> {
  const problems: string[] = [];
  const note = (error: unknown) => {
    problems.push(error instanceof Error ? error.message : String(error));
    return null;
  };
  const branch = await pushRecovery(writer, stand, failed.content).catch(note);
  const isMarked = await markLock(writer, stand.lock, failed.reason).catch(note);
  return { branch, isMarked: isMarked === true, problems };
}

async function pushRecovery(writer: StateWriter, stand: Stand, content: Content): Promise<string> {
  const { run } = stand.lock.body;
  const branch = recoveryBranch(writer.stack, `${run.id}-${run.attempt}`);
  const { commit } = await makeVersion(writer, stand.base, { place: "recovery", run, content });
  const expected = (await writer.git.fetch([branch]))[branch] ?? null;
  const outcome = await pushSteadily(writer, [{ branch, expected, next: commit }]);
  if (outcome.kind === "pushed") return branch;
  throw new PipelineError("state/recovery-moved", `Somebody else writes to ${branch}.`, {
    next: "Look at the branch; the private directory still holds the state.",
  });
}

async function markLock(writer: StateWriter, lock: Lock, reason: string): Promise<boolean> {
  const next = await nextLock(writer, lock, { status: "quarantined", reason: reason.slice(0, 500) });
  const update = { branch: lockBranch(writer.stack), expected: lock.commit, next: next.commit };
  return (await pushSteadily(writer, [update])).kind === "pushed";
}
