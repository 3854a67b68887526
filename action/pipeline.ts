import { judgeReversibility } from "#shared/checks/reversibility.ts";
import { PipelineError } from "#shared/core/error.ts";
import { trustedKeys } from "#shared/ledger/keys.ts";
import { stateKeyProvider, subkey } from "#shared/ledger/state-key.ts";
import { type Affected, affectedStacks } from "./affected/affected-stacks.ts";
import { lastKnownState } from "./apply/order.ts";
import type { Change } from "./change.ts";
import { changeOfPullRequest } from "./change.ts";
import type { Context, Hands } from "./hands.ts";
import { readTrusted, stateKeyOf } from "./ledgers.ts";
import { checkEnvironment } from "./plan/environment.ts";
import { planReport, reviewOf } from "./plan-review.ts";
import { judgePlan, planStack } from "./plan-stack.ts";
import { type PreparedStack, prepareStack } from "./prepare-stack.ts";
import { commentOnPlans, publishPlan, refusedCheck } from "./publish-plan.ts";
import { pullState } from "./state/pull-state.ts";
import { type Documents, packDocuments } from "./synth/documents.ts";
import { synthStack } from "./synth-stack.ts";

/** Which stacks the change affects, proved from its diff. */
export async function findAffected(change: Change, { git }: Hands): Promise<readonly Affected[]> {
  const changed = await git.changed(change.base, change.commit);
  const paths = await git.paths(change.commit);
  return affectedStacks({ settings: change.settings, changed, paths });
}

/** Every affected stack as Terraform JSON, packed as data for the jobs that have credentials. */
export async function synthesise(stacks: readonly string[], change: Change, hands: Hands): Promise<string> {
  const documents: Documents = { version: 1, base: change.base, head: change.head, stacks: {} };
  for (const stack of stacks) {
    documents.stacks[stack] = { json: JSON.stringify(await synthStack(stack, change, hands)) };
  }
  return packDocuments(documents);
}

export interface PlanRequest {
  readonly stack: string;
  readonly pullRequest: number;
  readonly documents: Documents;
}

/** pull request → static gate → environment → state → plan → checks → sealed review → report. */
export async function plan(
  request: PlanRequest,
  hands: Hands,
  context: Context,
): Promise<"passed" | "blocked"> {
  const { stack, pullRequest: number, documents } = request;
  const change = await changeOfPullRequest({ number, since: documents.base }, hands, context);
  const about = { number, headSha: change.head };
  try {
    const prepared = await prepareStack(stack, { change, documents, git: hands.git }, context);
    return await planPrepared(prepared, hands, context);
  } catch (error) {
    if (error instanceof PipelineError) await hands.checks.publish(refusedCheck(stack, change.head, error));
    throw error;
  } finally {
    await commentOnPlans(about, hands, context);
  }
}

async function planPrepared(prepared: PreparedStack, hands: Hands, context: Context) {
  const stateKey = stateKeyOf(context);
  const run = await hands.terraform.open(prepared.files);
  try {
    const [{ secrets, serial }] = await Promise.all([
      fetchSecrets(prepared, hands, context),
      run.init(),
      hands.scanner.ready(),
    ]);
    await run.begin(secrets);
    const planned = await planStack(prepared, { run, stateKey }, hands);
    const judgement = await judgePlan(prepared, planned, hands);
    const undo = judgeReversibility(planned.document);
    const report = planReport({ prepared, planned, judgement, undo, runUrl: context.runUrl });
    const review = reviewOf({ prepared, planned, judgement, serial }, context);
    await publishPlan({ report, review, sealKey: subkey(stateKey, "seal") }, hands);
    return review.verdict;
  } finally {
    await run.close();
  }
}

/** environment → ledger → state → credentials: what a plan needs beside the providers, and may have only in a protected environment. */
async function fetchSecrets({ name, change, environment }: PreparedStack, hands: Hands, context: Context) {
  await checkEnvironment(environment.plan_environment, hands.environments);
  const trusted = trustedKeys(change.settings.keys.deployer);
  const deploy = await readTrusted("deploy", change.settings.keys.deployer, [hands, context]);
  const { repository } = context;
  const open = [stateKeyProvider(stateKeyOf(context))];
  const reader = { git: hands.git, repository, stack: name, open, trusted };
  const { state, header } = await pullState(reader, lastKnownState(name, deploy));
  const { region, plan_role: role = null } = environment;
  const session = `code-plan-${name}-${context.run.id}`;
  const credentials = await hands.cloud.credentials({ role, region, session });
  return { secrets: { state, credentials }, serial: header?.serial ?? null };
}
