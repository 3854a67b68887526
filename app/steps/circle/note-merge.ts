import { z } from "zod";
import { PipelineError } from "#shared/core/error.ts";
import type { PullRequest } from "#shared/core/host.ts";
import type { LedgerEvent } from "#shared/core/ledger-entry.ts";
import { type Case, historyIn } from "../../experts/record/history.ts";
import { isChangeOfOurs } from "../../pull-request/branch.ts";
import { isTakenBack } from "../../rollback/restore.ts";
import type { Hands } from "../hands.ts";

type Merged = PullRequest & { readonly mergeCommit: string };
type Needed = Pick<Hands, "changes" | "repository" | "ledger" | "log">;

/**
 * Writes back what a merge says of findings. Of a change of ours: what stands and nobody has said a word of is dismissed. Of what takes such a merge
 * back: what was dismissed with it was apt after all. A rollback of ours is known by the ledger, GitHub's revert button by the files alone; what cannot be
 * told is left out, and logged. Deliveries may come twice and in any order: the outcome is the same.
 */
export async function noteMerge(hands: Needed, number: number): Promise<void> {
  const pull = await mergedHere(hands, number);
  if (pull === null) return;
  if (isChangeOfOurs(pull, hands.repository.name)) return await dismissStanding(hands, pull);
  const undone = await undoneBy(pull, hands);
  if (undone === null) {
    hands.log.info("experts/unknown-revert", { pullRequest: number });
    return;
  }
  await dismissStanding(hands, undone);
  const merge = { through: "merge", merged: pull.number, commit: pull.mergeCommit } as const;
  for (const { about, outcome } of await standingOn(hands, undone.number)) {
    if (outcome === "dismissed") await hands.ledger.outcome({ ...about, ...merge, outcome: "reverted" });
  }
}

/** Asked from GitHub, whatever the delivery said: from a branch of this repository into its default branch. */
async function mergedHere({ changes, repository }: Needed, number: number): Promise<Merged | null> {
  const pull = await changes.pullRequest(number);
  if (pull === null || !pull.merged || pull.mergeCommit === null) return null;
  const isHere = pull.head.repository === repository.name;
  return isHere && pull.base.ref === (await repository.defaultBranch())
    ? { ...pull, mergeCommit: pull.mergeCommit }
    : null;
}

async function standingOn({ ledger }: Needed, pullRequest: number): Promise<readonly Case[]> {
  const { cases } = historyIn(await ledger.events("all"));
  return cases.filter(({ about, isStanding }) => isStanding && about.pullRequest === pullRequest);
}

async function dismissStanding(hands: Needed, { number, mergeCommit }: Merged): Promise<void> {
  const merge = { through: "merge", merged: number, commit: mergeCommit } as const;
  for (const { about, outcome } of await standingOn(hands, number)) {
    if (outcome === null) await hands.ledger.outcome({ ...about, ...merge, outcome: "dismissed" });
  }
}

/** The merged change of ours that this merge has taken back, null where none is known or proved. */
async function undoneBy(pull: Merged, hands: Needed): Promise<Merged | null> {
  const isRollback = pull.head.ref.startsWith("code/rollback-");
  const number = isRollback
    ? undoneIn(await hands.ledger.events("all"), pull.number)
    : Number(/^revert-([1-9][0-9]{0,8})-/.exec(pull.head.ref)?.[1] ?? 0);
  const undone = number === 0 ? null : await mergedHere(hands, number);
  if (undone === null || !isChangeOfOurs(undone, hands.repository.name)) return null;
  return isRollback || (await isProved(undone, pull.mergeCommit, hands)) ? undone : null;
}

const RolledBack = z.looseObject({ pullRequest: z.int(), undoes: z.int() });

function undoneIn(events: readonly LedgerEvent[], pullRequest: number): number {
  const known = events.flatMap(({ kind, body }) =>
    kind === "rollback/proposed" ? (RolledBack.safeParse(body).data ?? []) : [],
  );
  return known.findLast((one) => one.pullRequest === pullRequest)?.undoes ?? 0;
}

/** Which commits a merge brought is not always plain: then nothing is proved. */
async function isProved(undone: Merged, at: string, { repository }: Needed): Promise<boolean> {
  try {
    return await isTakenBack(undone, at, repository);
  } catch (error) {
    if (error instanceof PipelineError && error.code.startsWith("rollback/")) return false;
    throw error;
  }
}
