import { judgeContract } from "#shared/checks/contract.ts";
import { type Decision, decide } from "#shared/checks/decide.ts";
import { judgePolicies } from "#shared/checks/policy.ts";
import type { ChangeDocument } from "#shared/core/change-document.ts";
import type { Finding } from "#shared/core/finding.ts";
import type { RecordedVerdict } from "#shared/core/recorded-verdict.ts";
import type { Planned, TerraformRun } from "#shared/core/terraform.ts";
import { subkey } from "#shared/ledger/state-key.ts";
import { type Circumstances, type Effect, effectOf } from "#shared/review/effect.ts";
import { fingerprintOf, type Outline, outlineOf } from "#shared/review/fingerprint.ts";
import { readPlan } from "#shared/review/plan.ts";
import { documentFromPlan } from "#shared/synth/document-from-plan.ts";
import type { Hands } from "./hands.ts";
import type { PreparedStack } from "./prepare-stack.ts";

/** A plan and what it would do. */
export interface StackPlan {
  readonly planned: Planned;
  readonly document: ChangeDocument;
  readonly effect: Effect;
  readonly circumstances: Circumstances;
  readonly fingerprint: string;
  readonly outline: Outline;
}

/** Plans in this run's directory, and fingerprints what the plan would do. */
export async function planStack(
  prepared: PreparedStack,
  { run, stateKey }: { readonly run: TerraformRun; readonly stateKey: Uint8Array },
  hands: Hands,
): Promise<StackPlan> {
  const planned = await run.plan();
  const key = subkey(stateKey, "fingerprint");
  const circumstances = circumstancesOf(prepared, planned, hands);
  const effect = effectOf(readPlan(planned.text), circumstances, key);
  return {
    planned,
    document: documentFromPlan(planned.json),
    effect,
    circumstances,
    fingerprint: fingerprintOf(effect, key),
    outline: outlineOf(effect, key),
  };
}

function circumstancesOf(prepared: PreparedStack, { versions }: Planned, hands: Hands): Circumstances {
  const { name, stack, environment, lockFileDigest } = prepared;
  return {
    stack: name,
    environment: stack.environment,
    account: environment.account,
    region: environment.region,
    policyDigest: hands.policies.gate.digest,
    lockFileDigest,
    toolVersions: versions,
  };
}

export interface Judgement {
  readonly findings: readonly Finding[];
  readonly decision: Decision;
}

/** A judgement as the deploy ledger keeps it, so that an auditor can judge again. */
export function recordedVerdict(
  { change }: PreparedStack,
  { findings, decision }: Judgement,
): RecordedVerdict {
  const kept = findings.map(({ message: _, ...rest }) => rest);
  return { source: "plan", block: change.settings.thresholds.block, findings: kept, verdict: decision.kind };
}

/** What the policies, the promises and Trivy hold against the plan, and whether that blocks it. */
export async function judgePlan(
  prepared: PreparedStack,
  { document, planned }: StackPlan,
  { policies, scanner }: Hands,
): Promise<Judgement> {
  const found = await Promise.all([
    scanner.scan(planned.json, "plan"),
    judgePolicies(document, policies.gate, policies.manifest),
    judgeContract(document, prepared.contracts, policies.contract),
  ]);
  const findings = found.flat();
  return { findings, decision: decide(findings, prepared.change.settings.thresholds, "plan") };
}
