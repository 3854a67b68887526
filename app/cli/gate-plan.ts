import { type Policies, shippedPolicies } from "#shared/adapters/policies.ts";
import { decide } from "#shared/checks/decide.ts";
import { judgePolicies } from "#shared/checks/policy.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Severity } from "#shared/core/finding.ts";
import { sentence } from "./findings.ts";
import { documentIn } from "./plan-file.ts";

interface Options {
  /** Findings of at least this severity block. */
  readonly block: Severity;
  /** A finding a line as JSON, with the plan's file name. */
  readonly json: boolean;
}

/** Holds each plan (`terraform show -json`) against the policies, also after one was refused; 0 all pass, 1 otherwise. */
export async function gatePlans(files: readonly string[], options: Options): Promise<number> {
  const policies = await shippedPolicies();
  let passed = true;
  for (const file of files) {
    const isPassed = await gatePlan(file, policies, options).catch((cause: unknown) => refused(file, cause));
    passed &&= isPassed;
  }
  return passed ? 0 : 1;
}

async function gatePlan(file: string, { engines, manifest }: Policies, options: Options): Promise<boolean> {
  const findings = await judgePolicies(await documentIn(file), engines.gate, manifest);
  for (const finding of findings) {
    console.log(options.json ? JSON.stringify({ ...finding, plan: file }) : sentence(finding));
  }
  const decision = decide(findings, options, "plan");
  if (!options.json) {
    const blocking = decision.kind === "passed" ? "nothing blocks" : `${decision.blocking.length} block`;
    console.log(`${file}: ${manifest.rules.length} rules, ${findings.length} findings, ${blocking}`);
  }
  return decision.kind === "passed";
}

function refused(file: string, cause: unknown): boolean {
  if (!(cause instanceof PipelineError)) throw cause;
  console.error(`${file}: ${cause.code}: ${cause.message} ${cause.next}`);
  return false;
}
