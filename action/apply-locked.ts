import { PipelineError } from "#shared/core/error.ts";
import type { Finding } from "#shared/core/finding.ts";
import type { Json } from "#shared/core/json.ts";
import type { RecordedVerdict } from "#shared/core/recorded-verdict.ts";
import type { ReviewedPlan } from "#shared/core/sealed-review.ts";
import { checkSamePlan } from "./apply/compare.ts";
import { lastKnownState } from "./apply/order.ts";
import { deploy, writerOf } from "./apply-stack.ts";
import type { Context, Hands } from "./hands.ts";
import { convergenceOf } from "./health/convergence.ts";
import { type Ledgers, record, stateKeyOf } from "./ledgers.ts";
import { judgePlan, planStack, recordedVerdict, type StackPlan } from "./plan-stack.ts";
import type { PreparedStack } from "./prepare-stack.ts";
import { settleDoubts, stackTag } from "./recovery.ts";
import { importProbe } from "./state/import-probe.ts";
import type { Lock } from "./state/lock.ts";
import { type PulledState, pullState } from "./state/pull-state.ts";

/** What the ledgers say of a merge before anything of it is applied. */
export interface Known {
  readonly ledgers: Ledgers;
  readonly requesters: readonly string[];
}

interface Work {
  readonly prepared: PreparedStack;
  readonly review: ReviewedPlan;
  readonly approvers: readonly string[];
  readonly known: Known;
  readonly lock: Lock;
}

/** state → plan → same as reviewed? → checks → apply that plan → save → health → ledger, with the lock held. */
export async function applyLocked(work: Work, [hands, context]: [Hands, Context]) {
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
