import { recordedFor } from "./apply/order.ts";
import { requestersOf } from "./apply/requesters.ts";
import { checkDependenciesApplied } from "./apply-dependencies.ts";
import { applyLocked, type Known } from "./apply-locked.ts";
import { checkTurn } from "./apply-order.ts";
import { checkReviewed } from "./apply-review.ts";
import { type Deployed, underLock, writerOf } from "./apply-stack.ts";
import type { Change } from "./change.ts";
import type { Context, Hands } from "./hands.ts";
import { readLedgers } from "./ledgers.ts";
import { checkBackend } from "./plan/backend.ts";
import { checkEnvironment } from "./plan/environment.ts";
import { prepareStack, stackOf } from "./prepare-stack.ts";
import { isDecided, openFollowUp, refuse } from "./refusal.ts";
import type { Documents } from "./synth/documents.ts";

export interface ApplyRequest {
  readonly stack: string;
  readonly change: Change;
  readonly documents: Documents;
}

export type ApplyOutcome = "applied" | "nothing-to-do" | "already-decided";

/** merge → its turn → what it depends on → review and approval → static gate → lock → state → plan → same as reviewed? → checks → apply that plan → save → health → ledger. */
export async function apply(request: ApplyRequest, hands: Hands, context: Context): Promise<ApplyOutcome> {
  const { stack, change } = request;
  const ledgers = await readLedgers(change.settings, hands, context);
  if (recordedFor(stack, ledgers.deploy).some(({ commit }) => commit === change.commit))
    return "already-decided";
  const { stack: settings, environment } = stackOf(stack, change);
  checkBackend(stack, settings);
  await checkEnvironment(environment.apply_environment, hands.environments);
  await checkTurn(stack, change, { hands, ledgers });

  const requesters = change.pullRequest === null ? [] : requestersOf(change.pullRequest, ledgers);
  const refusing = { stack, change, requesters };
  await checkDependenciesApplied(refusing, ledgers, [hands, context]);
  const deployed = await deployReviewed(request, { ledgers, requesters }, [hands, context]).catch(
    async (error: unknown) => {
      if (isDecided(error)) await refuse(error, refusing, [hands, context]);
      throw error;
    },
  );
  if (deployed === null) return "nothing-to-do";
  if (deployed.failure === null) return "applied";
  if (deployed.failure.code === "apply/failed")
    await openFollowUp(deployed.failure, refusing, [hands, context]);
  throw deployed.failure;
}

/** What was applied, null when there was nothing to do. */
async function deployReviewed(
  request: ApplyRequest,
  known: Known,
  [hands, context]: [Hands, Context],
): Promise<Deployed | null> {
  const { stack, change, documents } = request;
  const { review, approvers } = await checkReviewed(request, known.requesters, [hands, context]);
  const prepared = await prepareStack(stack, { change, documents, git: hands.git }, context);
  return await underLock(writerOf(stack, change, [hands, context]), [hands, context], async (lock) => {
    const work = { prepared, review, approvers, known, lock };
    return await applyLocked(work, [hands, context]);
  });
}
