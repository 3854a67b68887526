import { PipelineError } from "#shared/core/error.ts";
import { isAffected } from "./affected/affected-stacks.ts";
import { areWaiting, checkDependencies, type Dependency } from "./apply/dependencies.ts";
import { type Recorded, recordedFor } from "./apply/order.ts";
import type { Change } from "./change.ts";
import type { Context, Hands } from "./hands.ts";
import { type Ledgers, record } from "./ledgers.ts";

type Compared = Pick<Change, "base" | "commit" | "settings">;

/** The stacks with state of ours that this one depends on and that the same commit affects, with what was decided about them. */
export async function dependenciesOf(
  stack: string,
  { base, commit, settings }: Compared,
  { hands: { git }, ledgers }: { readonly hands: Hands; readonly ledgers: Ledgers },
): Promise<readonly Dependency[]> {
  const names = settings.stacks[stack]?.depends_on ?? [];
  const ours = names.filter((name) => settings.stacks[name]?.backend === "git");
  if (ours.length === 0) return [];
  const changed = await git.changed(base, commit);
  const affected = ours.filter((name) => isAffected(name, settings, changed));
  return await Promise.all(
    affected.map(async (name) => {
      const recorded = recordedFor(name, ledgers.deploy);
      const isLater = await comesAfter(commit, recorded.at(-1), git);
      return {
        stack: name,
        decided: recorded.filter(
          (one, index) => one.commit === commit || (isLater && index === recorded.length - 1),
        ),
      };
    }),
  );
}

async function comesAfter(commit: string, last: Recorded | undefined, git: Hands["git"]): Promise<boolean> {
  if (last === undefined || last.commit === commit) return false;
  try {
    return (await git.firstParents(commit, last.commit)).length > 0;
  } catch (error) {
    if (error instanceof PipelineError && error.code === "git/not-in-history") return false;
    throw error;
  }
}

/** Refuses a stack whose dependencies are not applied, and writes it down: for good, or until what it depends on is decided. */
export async function checkDependenciesApplied(
  { stack, change, requesters }: Dependent,
  ledgers: Ledgers,
  [hands, context]: [Hands, Context],
): Promise<void> {
  const dependencies = await dependenciesOf(stack, change, { hands, ledgers });
  try {
    checkDependencies(stack, dependencies);
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    const about = { stack, commit: change.commit, pullRequest: change.pullRequest?.number ?? null };
    const why = { code: error.code, retry: areWaiting(dependencies), requesters: [...requesters] };
    await record("apply/refused", { ...about, ...why }, [hands, context]);
    throw error;
  }
}

interface Dependent {
  readonly stack: string;
  readonly change: Change;
  readonly requesters: readonly string[];
}
