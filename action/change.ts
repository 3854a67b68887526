import type { ChangeClass } from "#shared/core/change-class.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Git } from "#shared/core/git.ts";
import type { PullRequest } from "#shared/core/host.ts";
import type { Settings } from "#shared/core/settings.ts";
import { readSettings } from "#shared/settings/read-settings.ts";
import { refuseFork } from "./affected/refuse-fork.ts";
import type { Context, Hands } from "./hands.ts";

/** What has to be planned: a commit, and what it is compared with. */
export interface Change {
  /** A commit of the default branch: the base of a pull request, or the parent of a merge. */
  readonly base: string;
  /** The head of the pull request, or the commit of the default branch. */
  readonly head: string;
  /** What is planned: the head merged into the base, or the head itself. */
  readonly commit: string;
  /** Always the default branch's. */
  readonly settings: Settings;
  readonly pullRequest: PullRequest | null;
  readonly class: ChangeClass;
}

/**
 * An open pull request, its head merged into the default branch: as it is now, or as it was at `since`, where an earlier job merged.
 * A conflict is `synth/merge-conflict`.
 */
export async function changeOfPullRequest(
  { number, since = null }: { readonly number: number; readonly since?: string | null },
  hands: Hands,
  context: Context,
): Promise<Change> {
  const [pullRequest, hinted] = await Promise.all([
    openPullRequest(number, hands),
    fetchHinted(hands, context),
  ]);
  refuseFork(pullRequest, context.repository);
  const { ref } = pullRequest.head;
  const tips = hinted[ref] === undefined ? await hands.git.fetch([context.defaultBranch, ref]) : hinted;
  const tip = tipOf(context.defaultBranch, tips);
  const head = tipOf(ref, tips);
  // What is not in the default branch's history is refused here.
  if (since !== null && since !== tip) await hands.git.firstParents(since, tip);
  const base = since ?? tip;
  const commit = await merge({ base, head, number }, hands.git);
  const settings = await settingsAt(tip, hands.git);
  return { base, head, commit, settings, pullRequest, class: classOf(pullRequest.head.ref) };
}

/** Both branches while GitHub is asked about the pull request; nothing where the hint is no branch of ours. */
async function fetchHinted({ git }: Hands, { defaultBranch, headHint }: Context) {
  if (headHint === null) return {};
  return await git.fetch([defaultBranch, headHint]).catch(() => ({}) as Readonly<Record<string, string>>);
}

async function openPullRequest(number: number, { changes }: Hands): Promise<PullRequest> {
  const pullRequest = await changes.pullRequest(number);
  if (pullRequest !== null) return pullRequest;
  throw new PipelineError("affected/no-pull-request", `There is no pull request #${number}.`, {
    next: "Give the number of an open pull request.",
  });
}

async function merge(
  { base, head, number }: { readonly base: string; readonly head: string; readonly number: number },
  git: Git,
): Promise<string> {
  const merged = await git.merge(base, head);
  if (merged.kind === "merged") return merged.commit;
  throw new PipelineError("synth/merge-conflict", `#${number} conflicts with the default branch.`, {
    next: `Merge the default branch into it and solve ${merged.paths.slice(0, 5).join(", ")}.`,
    details: [...merged.paths],
  });
}

/** A commit of the default branch, compared with its first parent or with what was pushed before it. */
export async function changeOfCommit(
  { commit, before }: { readonly commit: string; readonly before: string | null },
  hands: Hands,
  context: Context,
): Promise<Change> {
  const tip = tipOf(context.defaultBranch, await hands.git.fetch([context.defaultBranch]));
  const [parent = commit] = await hands.git.parents(commit);
  const pullRequest = await hands.merges.pullRequestOf(commit);
  return {
    base: before ?? parent,
    head: commit,
    commit,
    settings: await settingsAt(tip, hands.git),
    pullRequest,
    class: pullRequest === null ? "ordinary" : classOf(pullRequest.head.ref),
  };
}

/** The settings as of a commit of the default branch. */
async function settingsAt(commit: string, git: Git): Promise<Settings> {
  const bytes = await git.read(commit, ".github/code.yml");
  if (bytes !== null) return readSettings(Buffer.from(bytes).toString("utf8"));
  throw new PipelineError("settings/missing", "The default branch has no .github/code.yml.", {
    next: "Run `code-engine init` and merge what it writes.",
  });
}

/** The prefixes of these branches are protected: only the App or the deployer can have pushed them. */
function classOf(branch: string): ChangeClass {
  if (branch.startsWith("code/recovery/")) return "recovery";
  if (branch.startsWith("code/follow-up/")) return "follow-up";
  return branch.startsWith("code/rollback-") ? "rollback" : "ordinary";
}

function tipOf(branch: string, tips: Readonly<Record<string, string>>): string {
  const tip = tips[branch];
  if (tip !== undefined) return tip;
  throw new PipelineError("affected/branch-missing", `Branch ${branch} does not exist.`, {
    next: "Push the branch again.",
  });
}
