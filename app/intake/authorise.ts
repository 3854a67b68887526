import { PipelineError } from "#shared/core/error.ts";
import { type Conversation, type People, Permission } from "#shared/core/host.ts";
import type { Inbox, Order } from "#shared/core/inbox.ts";
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

/** Whoever speaks for the repository may write to it, whatever the settings say of requests; refuses (`intake/not-allowed`) everybody else. */
export async function requireWriter(login: string, people: People): Promise<void> {
  if (Permission.indexOf(await people.permissionOf(login)) >= Permission.indexOf("write")) return;
  throw new PipelineError(
    "intake/not-allowed",
    "Findings are waived and dismissed by people who may write here.",
    {
      next: "Ask somebody with write permission to say so.",
    },
  );
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

/** More in one day are no person's. */
const MOST_A_DAY = 200;

/** Counts what somebody asks for in one repository on one day (`2026-01-31`), each comment once; refuses (`intake/too-many`) what is beyond any person. */
export function requireModest(order: Order, memory: Pick<Inbox, "remember" | "recall">, day: string): void {
  const { key, repository, author } = order;
  const asker = askerKey(repository.id, author, day);
  const count = Number(memory.recall(asker, "requests") ?? 0);
  if (wasRead(order, memory)) return;
  if (count >= MOST_A_DAY) {
    throw new PipelineError("intake/too-many", `You have asked ${MOST_A_DAY} times here today.`, {
      next: "Ask again tomorrow, or put several requests into one comment.",
    });
  }
  memory.remember(asker, "requests", count + 1);
  memory.remember(key, "counted", true);
}

/** Whether an earlier attempt came to what this comment says. */
export function wasRead({ key }: Order, memory: Pick<Inbox, "recall">): boolean {
  return memory.recall(key, "counted") === true;
}

/** Where the requests of somebody's day are counted. */
export function askerKey(repository: number, login: string, day: string): string {
  return `asker ${repository} ${login.toLowerCase()} ${day}`;
}
