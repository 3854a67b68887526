import { PipelineError } from "#shared/core/error.ts";
import { isJsonObject } from "#shared/core/json.ts";
import { folderOf } from "#shared/settings/check-references.ts";
import { followUpFor } from "./apply/follow-up.ts";
import type { Change } from "./change.ts";
import type { Context, Hands } from "./hands.ts";
import { record } from "./ledgers.ts";

/** These decide about the commit: nothing of it is applied unless a follow-up is reviewed. Everything else may be tried again. */
const DECIDED: readonly string[] = [
  "apply/no-review",
  "apply/forged-review",
  "apply/review-blocked",
  "apply/not-approved",
  "apply/plan-differs",
  "apply/blocked",
  "apply/in-doubt",
  "gate/denied",
];

export interface Refusing {
  readonly stack: string;
  readonly change: Change;
  readonly requesters: readonly string[];
}

export function isDecided(error: unknown): error is PipelineError {
  return error instanceof PipelineError && DECIDED.includes(error.code);
}

/** Writes the refusal into the ledger, and opens the pull request in which the plan is reviewed again: both once. */
export async function refuse(
  error: PipelineError,
  { stack, change, requesters }: Refusing,
  [hands, context]: [Hands, Context],
): Promise<void> {
  const of = change.pullRequest?.number ?? null;
  const body = {
    stack,
    commit: change.commit,
    pullRequest: of,
    code: error.code,
    requesters: [...requesters],
    // What blocked it, so that the verdict can be recomputed.
    ...(isJsonObject(error.details) && error.details.judged !== undefined
      ? { judged: error.details.judged }
      : {}),
  };
  await record("apply/refused", body, [hands, context]);
  // A recovery pull request is open already, and carries the plan.
  if (error.code !== "apply/in-doubt")
    await openFollowUp(error, { stack, change, requesters }, [hands, context]);
}

/** The follow-up is found again by its branch; its plan is started by hand, since our own token starts no workflow. */
export async function openFollowUp(
  error: PipelineError,
  { stack, change, requesters }: Refusing,
  [hands, context]: [Hands, Context],
): Promise<void> {
  const settings = change.settings.stacks[stack];
  if (settings === undefined) return;
  const { commit } = change;
  const of = change.pullRequest?.number ?? null;
  const folder = folderOf(stack, settings);
  const followUp = followUpFor({ stack, folder, commit, pullRequest: of, requesters, error });
  await pushOnce(followUp.branch, { [followUp.file.path]: followUp.file.text }, [hands, context]);
  const { branch, title, body } = followUp;
  const opened = await hands.changes.openPullRequest({ branch, base: context.defaultBranch, title, body });
  const event = { stack, pullRequest: opened.number, requesters: [...requesters], of };
  await record("apply/follow-up", event, [hands, context]);
  await hands.dispatches.dispatch({ mode: "plan", "pull-request": String(opened.number) });
}

/** A branch of ours with one commit on the default branch; one that is there already stays as it is. */
export async function pushOnce(
  branch: string,
  files: Readonly<Record<string, string>>,
  [{ git }, { defaultBranch }]: [Hands, Context],
): Promise<void> {
  const tips = await git.fetch([defaultBranch, branch]);
  const parent = tips[defaultBranch];
  if (tips[branch] !== undefined || parent === undefined) return;
  const written = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, Buffer.from(text, "utf8")]),
  );
  const next = await git.amendTree({
    parent,
    files: written,
    message: `chore(deploy): carry a plan for review\n\n${branch}`,
  });
  await git.push([{ branch, expected: null, next }]);
}
