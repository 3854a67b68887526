import { PipelineError } from "#shared/core/error.ts";
import type { Finding } from "#shared/core/finding.ts";
import type { Json } from "#shared/core/json.ts";
import type { RecordedVerdict } from "#shared/core/recorded-verdict.ts";
import type { ReviewedPlan } from "#shared/core/sealed-review.ts";
import { subkey } from "#shared/ledger/state-key.ts";
import { approvalsOf } from "./apply/approval.ts";
import { checkSamePlan } from "./apply/compare.ts";
import { lastKnownState, recordedFor } from "./apply/order.ts";
import { requestersOf } from "./apply/requesters.ts";
import { reviewedPlan } from "./apply/reviewed-plan.ts";
import { checkDependenciesApplied } from "./apply-dependencies.ts";
import { checkTurn } from "./apply-order.ts";
import { type Deployed, deploy, underLock, writerOf } from "./apply-stack.ts";
import type { Change } from "./change.ts";
import type { Context, Hands } from "./hands.ts";
import { convergenceOf } from "./health/convergence.ts";
import { type Ledgers, readLedgers, record, stateKeyOf } from "./ledgers.ts";
import { checkBackend } from "./plan/backend.ts";
import { checkEnvironment } from "./plan/environment.ts";
import { judgePlan, planStack, recordedVerdict, type StackPlan } from "./plan-stack.ts";
import { type PreparedStack, prepareStack, stackOf } from "./prepare-stack.ts";
import { settleDoubts, stackTag } from "./recovery.ts";
import { isDecided, openFollowUp, refuse } from "./refusal.ts";
import { importProbe } from "./state/import-probe.ts";
import type { Lock } from "./state/lock.ts";
import { type PulledState, pullState } from "./state/pull-state.ts";
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

interface Known {
  readonly ledgers: Ledgers;
  readonly requesters: readonly string[];
}

/** What was applied, null when there was nothing to do. */
async function deployReviewed(
  request: ApplyRequest,
  known: Known,
  [hands, context]: [Hands, Context],
): Promise<Deployed | null> {
  const { stack, change, documents } = request;
  const { review, approvers } = await checkReviewed(request, known, [hands, context]);
  const prepared = await prepareStack(stack, { change, documents, git: hands.git }, context);
  return await underLock(writerOf(stack, change, [hands, context]), [hands, context], async (lock) => {
    const work = { prepared, review, approvers, known, lock };
    return await applyLocked(work, [hands, context]);
  });
}

async function checkReviewed(
  { stack, change }: ApplyRequest,
  { requesters }: Known,
  [hands, context]: [Hands, Context],
): Promise<{ review: ReviewedPlan; approvers: readonly string[] }> {
  const { pullRequest } = change;
  if (pullRequest === null) {
    throw new PipelineError(
      "apply/no-review",
      `${change.commit.slice(0, 7)} was pushed without a pull request.`,
      {
        next: "Nothing was applied. Review the plan of the follow-up pull request and merge it.",
      },
    );
  }
  const { environment } = stackOf(stack, change);
  const sealKey = subkey(stateKeyOf(context), "seal");
  const checks = await hands.checks.list(pullRequest.head.sha);
  const { repository } = context;
  const review = reviewedPlan({ repository, stack, pullRequest, checks, sealKey });
  const reviews = await hands.merges.reviews(pullRequest.number);
  const authors = reviews.map(({ author }) => author);
  const permissions = Object.fromEntries(
    await Promise.all(authors.map(async (login) => [login, await hands.people.permissionOf(login)] as const)),
  );
  const approvers = approvalsOf({ pullRequest, requesters, reviews, permissions, environment });
  return { review, approvers };
}

interface Work {
  readonly prepared: PreparedStack;
  readonly review: ReviewedPlan;
  readonly approvers: readonly string[];
  readonly known: Known;
  readonly lock: Lock;
}

async function applyLocked(work: Work, [hands, context]: [Hands, Context]) {
  const { prepared, known, lock } = work;
  const { change, environment, name: stack } = prepared;
  const writer = writerOf(stack, change, [hands, context]);
  const pulled = await pullState(writer, lastKnownState(stack, known.ledgers.deploy));
  const { region, apply_role: role = null } = environment;
  const credentials = await hands.cloud.credentials({
    role,
    region,
    session: `code-apply-${stack}-${context.run.id}`,
  });
  const cloud = hands.taggedObjects(credentials);
  const refusing = { stack, change, requesters: known.requesters };
  const secrets = { state: pulled.state, credentials };
  const probe = importProbe(hands.terraform, { ...secrets, files: prepared.files }, stackTag(stack, context));
  await settleDoubts({ pulled, ledgers: known.ledgers, cloud, probe }, refusing, [hands, context]);

  const run = await hands.terraform.open(prepared.files);
  try {
    await run.begin(secrets);
    return await applyIn({ ...work, run, pulled, writer, lock }, [hands, context]);
  } finally {
    await run.close();
  }
}

type Running = Work & {
  readonly run: Awaited<ReturnType<Hands["terraform"]["open"]>>;
  readonly pulled: PulledState;
  readonly writer: ReturnType<typeof writerOf>;
};

async function applyIn(work: Running, [hands, context]: [Hands, Context]) {
  const { prepared, review, run, pulled, writer, lock } = work;
  const planned = await planStack(prepared, { run, stateKey: stateKeyOf(context) }, hands);
  if (convergenceOf(planned.effect).kind === "converged") {
    const event = eventOf(work, planned, { state: pulled.commit }, context);
    await record("apply/nothing", event, [hands, context]);
    return { lock, result: null };
  }
  checkSamePlan(review, planned);
  const judgement = await judgePlan(prepared, planned, hands);
  const judged = recordedVerdict(prepared, judgement);
  if (judgement.decision.kind === "blocked") throw blocked(prepared, judgement.decision.blocking, judged);

  const stand = { lock, base: { commit: pulled.commit, header: pulled.header } };
  const deployed = await deploy({ prepared, planned, run }, { writer, stand }, [hands, context]);
  const { failure, state, health } = deployed;
  const more = { state, code: failure?.code ?? null, health: health.kind, judged };
  const kind = failure === null ? "apply/applied" : "apply/failed";
  await record(kind, eventOf(work, planned, more, context), [hands, context]);
  return { lock: deployed.lock, result: deployed };
}

function eventOf(
  { prepared, approvers, known }: Work,
  { fingerprint, circumstances }: StackPlan,
  ...[more, { run }]: [Record<string, Json>, Context]
) {
  const { name: stack, change } = prepared;
  const pullRequest = change.pullRequest?.number ?? null;
  const people = { approvedBy: [...approvers], requesters: [...known.requesters] };
  const { policyDigest } = circumstances;
  return { stack, commit: change.commit, pullRequest, fingerprint, policyDigest, ...people, run, ...more };
}

function blocked({ name }: PreparedStack, blocking: readonly Finding[], judged: RecordedVerdict) {
  const rules = [...new Set(blocking.map(({ rule }) => rule))];
  return new PipelineError("apply/blocked", `The plan of ${name} is blocked now by ${rules.join(", ")}.`, {
    next: "Nothing was applied. Mend what the rules name in the follow-up pull request.",
    details: { lines: rules, judged },
  });
}
