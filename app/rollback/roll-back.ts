import type { ChangeWriter, PullRequest, Repository } from "#shared/core/host.ts";
import { code, inline } from "#shared/report/escape.ts";
import { requireUndoable } from "./refuse.ts";
import { filesToRestore } from "./restore.ts";

interface Hands {
  readonly repository: Repository;
  readonly changes: ChangeWriter;
}

/** Opens, or finds, the pull request that undoes a merged one. The promises it made go with its contract files; whether the cloud can follow is said by its plan. */
export async function openRollback(
  { number, requester }: { number: number; requester: string },
  { repository, changes }: Hands,
): Promise<PullRequest> {
  const undone = requireUndoable(await changes.pullRequest(number), number, repository.name);
  const base = await repository.defaultBranch();
  const now = (await repository.tip(base)) ?? undone.mergeCommit;
  const restored = await filesToRestore(undone, now, repository);
  const branch = `code/rollback-${number}`;
  const title = `Roll back #${number}: ${undone.title}`.slice(0, 120);
  const message = `revert: undo #${number}\n\nAsked for by ${requester}.`;
  // An attempt that was interrupted after its commit left the branch: the same commit is asked for again, and found.
  const earlier = await repository.tip(branch);
  const parent = earlier === null ? now : ((await repository.parents(earlier))[0] ?? now);
  const files = parent === now ? restored : await filesToRestore(undone, parent, repository);
  await changes.commit({ branch, parent, message, files });
  return await changes.openPullRequest({ branch, base, title, body: bodyOf(undone, requester) });
}

function bodyOf({ number, title }: PullRequest, requester: string): string {
  return [
    `<!-- code:rollback:${number} -->`,
    `Undoes #${number} (${inline(title)}), asked for by ${code(requester)}.`,
    "Every file of that merge is as it was before it; its promises are withdrawn with their contract files.",
    "The plan below says for each resource whether it can be undone, is destroyed for good, or cannot be brought back.",
  ].join("\n\n");
}
