import { PipelineError } from "#shared/core/error.ts";
import type { RunName } from "#shared/core/state-version.ts";
import { lockBranch, recoveryBranch, stateBranch } from "#shared/ledger/version.ts";
import { acquireLock, type Lock, readLock } from "./lock.ts";
import type { StateWriter } from "./place.ts";
import { pullState } from "./pull-state.ts";
import { makeVersion, readVersion } from "./versions.ts";

export interface Recovered {
  /** The new state commit, null when the recovery branch held nothing that the state lacks. */
  readonly commit: string | null;
  readonly serial: number;
}

/**
 * Puts what a quarantined run kept on its recovery branch behind the newest version, and frees the lock: state, lock and
 * recovery branch move in one atomic push, or none does. Refused when the state has moved on since that run.
 */
export async function recoverState(
  writer: StateWriter,
  by: { run: RunName; job: string; lastKnown: string | null },
): Promise<Recovered> {
  const lock = await quarantinedLock(writer);
  const { run } = lock.body;
  const branch = recoveryBranch(writer.stack, `${run.id}-${run.attempt}`);
  const kept = (await writer.git.fetch([branch]))[branch] ?? null;
  if (kept === null) {
    throw new PipelineError("state/nothing-to-recover", `${branch} does not exist.`, {
      next: "The run could not even push it: look for errored state in its log, then `code-state unlock`.",
    });
  }
  const saved = await readVersion(writer, kept, "recovery");
  const base = await pullState(writer, by.lastKnown);
  if (saved.header.parent !== base.commit) {
    throw new PipelineError("state/diverged", "The state has moved on since the run that was quarantined.", {
      next: "Compare both with `code-state pull`, and bring missing resources in by import.",
    });
  }
  const next = await makeVersion(writer, base, { place: "state", run: by.run, content: saved.content });
  const outcome = await writer.git.push([
    { branch: stateBranch(writer.stack), expected: base.commit, next: next.commit },
    { branch: lockBranch(writer.stack), expected: lock.commit, next: null },
    { branch, expected: kept, next: null },
  ]);
  if (outcome.kind === "pushed") return { commit: next.commit, serial: next.header.serial };
  throw new PipelineError("state/lock-lost", "Somebody else recovers this stack.", { next: "Run again." });
}

async function quarantinedLock(writer: StateWriter): Promise<Lock> {
  const lock = await readLock(writer);
  if (lock?.body.status === "quarantined") return lock;
  throw new PipelineError("state/not-quarantined", `${writer.stack} is not quarantined.`, {
    next: "There is nothing to recover; a dead run's lock is taken over by the next run.",
  });
}

/** Writes one version outside an apply (adoption of a state file, sealing with a new key), under the lock. */
export async function writeOnce(
  writer: StateWriter,
  by: { run: RunName; job: string; lastKnown: string | null },
  change: (current: Awaited<ReturnType<typeof pullState>>) => { state: Uint8Array | null },
): Promise<string> {
  const claim = await acquireLock(writer, by);
  if (claim.kind === "busy") {
    throw new PipelineError("state/locked", `Run ${claim.lock.body.run.id} holds ${writer.stack}.`, {
      next: "Wait for it to end.",
    });
  }
  const release = { branch: lockBranch(writer.stack), expected: claim.lock.commit, next: null };
  try {
    const current = await pullState(writer, by.lastKnown);
    const content = { state: change(current).state, journal: current.journal };
    const next = await makeVersion(writer, current, { place: "state", run: by.run, content });
    const update = { branch: stateBranch(writer.stack), expected: current.commit, next: next.commit };
    if ((await writer.git.push([update, release])).kind === "pushed") return next.commit;
  } catch (error) {
    // Nothing real was changed, so the lock is freed; where even that fails it stays, and blocks.
    await writer.git.push([release]).catch(() => null);
    throw error;
  }
  throw new PipelineError("state/fenced", "The state moved while it was written.", { next: "Run again." });
}
