import { randomUUID } from "node:crypto";
import { z } from "zod";
import { PipelineError } from "#shared/core/error.ts";
import { RunName } from "#shared/core/state-version.ts";
import { readRecord, signRecord } from "#shared/ledger/signed.ts";
import { LOCK_FILE, LOCK_PURPOSE, lockBranch } from "#shared/ledger/version.ts";
import type { StateReader, StateWriter } from "./place.ts";

/** Who holds a stack. Every write of state moves it on, so that a writer who lost it cannot write any more. */
export const LockBody = z.strictObject({
  version: z.literal(1),
  repository: z.string(),
  stack: z.string(),
  run: RunName,
  job: z.string(),
  /** Random: two claimants never make the same commit, so that the success of one cannot pass for the other's. */
  claim: z.string(),
  /** Counts the moves of this lock; nothing is decided by a clock. */
  beat: z.int().min(1),
  /** `quarantined`: a save failed after real changes; only `code-state recover` frees it. */
  status: z.enum(["held", "quarantined"]),
  reason: z.string().nullable(),
  /** The run it was taken over from. */
  takenFrom: RunName.nullable(),
});
export type LockBody = z.infer<typeof LockBody>;

export interface Lock {
  readonly commit: string;
  readonly body: LockBody;
}

export type Claim =
  | { readonly kind: "held"; readonly lock: Lock }
  | { readonly kind: "busy"; readonly lock: Lock };

/** Takes the lock by creating its branch: of any number of claimants, one wins, and the others learn who. */
export async function acquireLock(
  writer: StateWriter,
  holder: { run: RunName; job: string },
): Promise<Claim> {
  const branch = lockBranch(writer.stack);
  const body = firstBody(writer, holder);
  const commit = await commitLock(writer, body, null);
  const outcome = await writer.git.push([{ branch, expected: null, next: commit }]);
  if (outcome.kind === "pushed") return { kind: "held", lock: { commit, body } };
  const lock = await readLock(writer);
  if (lock !== null) return { kind: "busy", lock };
  throw lost(`The lock of ${writer.stack} was freed while it was asked for.`, "Run again.");
}

/** The lock as it stands, null where nobody holds it. One that nobody trusted signed blocks: it is not taken for free. */
export async function readLock(reader: StateReader): Promise<Lock | null> {
  const branch = lockBranch(reader.stack);
  const commit = (await reader.git.fetch([branch]))[branch];
  if (commit === undefined) return null;
  const bytes = await reader.git.read(commit, LOCK_FILE);
  const record = readRecord(LOCK_PURPOSE, Buffer.from(bytes ?? []).toString("utf8"), reader.trusted);
  const body = record.kind === "trusted" ? LockBody.safeParse(record.body) : null;
  const isOurs =
    body?.success && body.data.stack === reader.stack && body.data.repository === reader.repository;
  if (isOurs) return { commit, body: body.data };
  throw new PipelineError(
    "state/foreign-lock",
    `The lock of ${reader.stack} was not written by a trusted deployer.`,
    {
      next: "Find out who pushed it; an administrator deletes the branch.",
    },
  );
}

/** Takes a dead run's lock. Dead is what the API calls ended; a doubt, or a clock, is not. */
export async function takeOverLock(
  writer: StateWriter,
  dead: Lock,
  by: { run: RunName; job: string; hasEnded: (run: RunName) => Promise<boolean | "unknown"> },
): Promise<Lock> {
  const { run } = dead.body;
  if (dead.body.status === "quarantined") {
    throw new PipelineError(
      "state/quarantined",
      `Run ${run.id} could not save what it did: ${dead.body.reason}.`,
      {
        next: "Run `code-state recover`; it puts the saved version in its place and frees the lock.",
      },
    );
  }
  if ((await by.hasEnded(run)) !== true) {
    throw new PipelineError("state/locked", `Run ${run.id} (attempt ${run.attempt}) holds ${writer.stack}.`, {
      next: "Wait for it to end, or cancel it.",
    });
  }
  const body = { ...firstBody(writer, by), beat: dead.body.beat + 1, takenFrom: run };
  const commit = await commitLock(writer, body, dead.commit);
  const update = { branch: lockBranch(writer.stack), expected: dead.commit, next: commit };
  if ((await writer.git.push([update])).kind === "pushed") return { commit, body };
  throw lost(`Somebody else took over the lock of ${writer.stack}.`, "Run again; the other run goes first.");
}

/** Frees the lock, if it is still exactly this one. A quarantined one stays. */
export async function releaseLock(writer: StateWriter, lock: Lock): Promise<void> {
  if (lock.body.status === "quarantined") {
    throw new PipelineError("state/quarantined", "A quarantined lock is not released.", {
      next: "Run `code-state recover`.",
    });
  }
  const update = { branch: lockBranch(writer.stack), expected: lock.commit, next: null };
  if ((await writer.git.push([update])).kind === "pushed") return;
  throw lost(
    `The lock of ${writer.stack} is no longer this run's.`,
    "Look at who holds it with `code-state history`.",
  );
}

/** The lock after one more move; nothing is pushed. */
export async function nextLock(
  writer: StateWriter,
  lock: Lock,
  change: Partial<Pick<LockBody, "status" | "reason">> = {},
): Promise<Lock> {
  const body = { ...lock.body, ...change, beat: lock.body.beat + 1 };
  return { body, commit: await commitLock(writer, body, lock.commit) };
}

function firstBody(writer: StateWriter, { run, job }: { run: RunName; job: string }): LockBody {
  const { repository, stack } = writer;
  return {
    version: 1,
    repository,
    stack,
    run,
    job,
    claim: randomUUID(),
    beat: 1,
    status: "held",
    reason: null,
    takenFrom: null,
  };
}

async function commitLock(writer: StateWriter, body: LockBody, parent: string | null): Promise<string> {
  const files = { [LOCK_FILE]: Buffer.from(signRecord(LOCK_PURPOSE, body, writer.signer), "utf8") };
  const message = `lock(${writer.stack}): ${body.status} by run ${body.run.id}, beat ${body.beat}`;
  return await writer.git.commit({ files, parents: parent === null ? [] : [parent], message });
}

function lost(message: string, next: string): PipelineError {
  return new PipelineError("state/lock-lost", message, { next });
}
