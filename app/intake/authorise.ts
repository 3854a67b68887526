import { PipelineError } from "#shared/core/error.ts";
import { type Conversation, type People, Permission } from "#shared/core/host.ts";
import type { Order } from "#shared/core/inbox.ts";
import type { Settings } from "#shared/core/settings.ts";

/** Asked when the work starts, not when the comment came: who has lost the permission meanwhile is refused (`intake/not-allowed`). */
export async function requireAsker(
  login: string,
  { permission, teams }: Settings["requesters"],
  people: People,
): Promise<void> {
  const rank = Permission.indexOf(await people.permissionOf(login));
  if (rank >= Permission.indexOf(permission)) return;
  // Somebody without any access is nobody's team mate here: membership counts on top of reading.
  if (rank >= Permission.indexOf("read")) {
    const memberships = await Promise.all(teams.map((team) => people.isInTeam(login, team)));
    if (memberships.some(Boolean)) return;
  }
  throw new PipelineError("intake/not-allowed", `Requests need the permission "${permission}" here.`, {
    next: "Ask somebody with that permission, or have .github/code.yml name your team.",
  });
}

/** What was authorised is what was written: an edited or deleted comment is not worked on. */
export async function requireUnchanged({ comment }: Order, conversation: Conversation): Promise<void> {
  const now = await conversation.commentBody(comment.id);
  if (now === comment.body) return;
  const what = now === null ? "deleted" : "edited";
  throw new PipelineError(`intake/comment-${what}`, `The comment was ${what} before I came to it.`, {
    next: "Write a new comment: edits never start anything.",
  });
}
