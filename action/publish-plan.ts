import { PipelineError } from "#shared/core/error.ts";
import type { Check, CheckDraft } from "#shared/core/host.ts";
import type { ReviewedPlan } from "#shared/core/sealed-review.ts";
import { subkey } from "#shared/ledger/state-key.ts";
import { cutToFit, GITHUB_LIMIT } from "#shared/report/cut-to-fit.ts";
import { code, inline } from "#shared/report/escape.ts";
import { type PlanReport, planPages, planSummary, planTitle } from "#shared/report/plan-report.ts";
import { stickyComment, stickyMarker } from "#shared/report/sticky.ts";
import { embedReview, findReview, openReview, reviewCheckName, sealReview } from "#shared/review/seal.ts";
import type { Context, Hands } from "./hands.ts";

/** One check run for the stack, with the sealed review in it; what does not fit there goes on in the summary of the job. */
export async function publishPlan(
  { report, review, sealKey }: { report: PlanReport; review: ReviewedPlan; sealKey: Uint8Array },
  hands: Hands,
): Promise<void> {
  const seal = embedReview(sealReview(review, sealKey));
  const [page = "", ...more] = planPages(report);
  await hands.checks.publish({
    name: reviewCheckName(report.stack),
    headSha: review.headSha,
    conclusion: review.verdict === "passed" ? "success" : "failure",
    title: planTitle(report),
    summary: `${seal}\n${planSummary(report, GITHUB_LIMIT - seal.length - 1)}`,
    text: page,
  });
  for (const next of more) await hands.summary(next);
}

/** A check run that says why there is no plan. */
export function refusedCheck(stack: string, headSha: string, error: PipelineError): CheckDraft {
  const details = Array.isArray(error.details) ? error.details : [];
  const lines = details.filter((line) => typeof line === "string").map((line) => `- ${inline(line)}`);
  const summary = [
    `${code(error.code)} ${inline(error.message)}`,
    `**${inline(error.next)}**`,
    lines.join("\n"),
  ];
  return {
    name: reviewCheckName(stack),
    headSha,
    conclusion: "failure",
    title: `Refused: ${error.code}`,
    summary: cutToFit(summary.join("\n\n"), "There is more in the log of the job."),
    text: "",
  };
}

/** The one comment of a pull request, made from its check runs: whoever writes last has read all the others. */
export async function commentOnPlans(
  { number, headSha }: { readonly number: number; readonly headSha: string },
  hands: Hands,
  context: Context,
): Promise<void> {
  const marker = stickyMarker("plans");
  let written = "";
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const body = stickyComment(
      marker,
      plansInOne(await hands.checks.list(headSha), context),
      "The rest is in the checks.",
    );
    if (body === written) return;
    await hands.conversation.upsertComment({ number, marker, body });
    written = body;
  }
}

function plansInOne(checks: readonly Check[], context: Context): string {
  const newest = new Map<string, Check>();
  for (const check of checks) {
    if (check.name.startsWith(reviewCheckName("")) && !newest.has(check.name)) newest.set(check.name, check);
  }
  const plans = [...newest.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const room = Math.floor((GITHUB_LIMIT - 2000) / Math.max(1, plans.length)) - 300;
  return plans.map((check) => sectionOf(check, room, context)).join("\n\n---\n\n");
}

/** A check run that we did not seal is named and linked; nothing of its text is repeated. */
function sectionOf(check: Check, room: number, { stateKey }: Context): string {
  const heading = `### [${inline(check.name.slice("code/plan ".length))}](${check.url})`;
  if (!isSealed(check, stateKey)) return `${heading}\n\n${inline(check.title)}`;
  const summary = check.summary.slice(check.summary.indexOf("\n") + 1);
  return `${heading}\n\n${cutToFit(summary, `The rest is in [the check](${check.url}).`, room)}`;
}

function isSealed({ summary, name }: Check, stateKey: Uint8Array | null): boolean {
  try {
    const sealed = findReview(summary);
    if (sealed === null || stateKey === null) return false;
    return reviewCheckName(openReview(sealed, subkey(stateKey, "seal")).stack) === name;
  } catch (error) {
    if (error instanceof PipelineError) return false;
    throw error;
  }
}
