import type { judgeReversibility } from "#shared/checks/reversibility.ts";
import { ReviewedPlan } from "#shared/core/sealed-review.ts";
import type { PlanReport } from "#shared/report/plan-report.ts";
import type { Context } from "./hands.ts";
import type { Judgement, StackPlan } from "./plan-stack.ts";
import type { PreparedStack } from "./prepare-stack.ts";

interface Judged {
  readonly prepared: PreparedStack;
  readonly planned: StackPlan;
  readonly judgement: Judgement;
}

/** What reviewers are shown of a plan. */
export function planReport(
  shown: Judged & { readonly undo: ReturnType<typeof judgeReversibility>; readonly runUrl: string },
): PlanReport {
  const { prepared, planned, judgement, undo, runUrl } = shown;
  const { name, stack, environment, contracts } = prepared;
  return {
    stack: name,
    environment: stack.environment,
    account: environment.account,
    region: environment.region,
    document: planned.document,
    contracts: contracts.head,
    findings: judgement.findings,
    blocking: judgement.decision.kind === "blocked" ? judgement.decision.blocking : [],
    undo,
    remarks: environment.requester_may_approve
      ? ["Whoever asked for this change may approve it: the settings of this environment say so."]
      : [],
    wholePlan: `the check's details and [the summary of the job](${runUrl})`,
  };
}

/** An outline longer than this would push the report out of the check run. */
const OUTLINE_LIMIT = 12_000;

/** What the plan job vouches for: the plan's fingerprint, where it is for, and the verdict. */
export function reviewOf(
  { prepared, planned, judgement, serial }: Judged & { readonly serial: number | null },
  { repository }: Context,
): ReviewedPlan {
  const { change } = prepared;
  const outline = JSON.stringify(planned.outline).length <= OUTLINE_LIMIT ? planned.outline : null;
  return ReviewedPlan.parse({
    version: 1,
    repository,
    pullRequest: change.pullRequest?.number,
    headSha: change.head,
    baseSha: change.base,
    ...planned.circumstances,
    fingerprint: planned.fingerprint,
    verdict: judgement.decision.kind,
    class: change.class,
    stateSerial: serial,
    outline,
  });
}
