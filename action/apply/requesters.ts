import { FollowUpEvent, ProposedEvent } from "#shared/core/deploy-event.ts";
import type { PullRequest } from "#shared/core/host.ts";
import type { LedgerEntry } from "#shared/core/ledger-entry.ts";

const PROPOSED = ["intake/proposed", "rollback/proposed"];

/**
 * Who asked for this pull request, sorted: whom the App's signed ledger names, whom a follow-up inherits by the deploy ledger, and its
 * author when that is a person. None of them may be the one who approves.
 */
export function requestersOf(
  pullRequest: PullRequest,
  ledgers: { readonly app: readonly LedgerEntry[]; readonly deploy: readonly LedgerEntry[] },
): readonly string[] {
  const proposed = ledgers.app.flatMap(({ event }) => {
    if (!PROPOSED.includes(event.kind)) return [];
    const body = ProposedEvent.safeParse(event.body);
    if (body.data?.pullRequest !== pullRequest.number) return [];
    return [body.data.requester, ...body.data.inherits];
  });
  const inherited = ledgers.deploy.flatMap(({ event }) => {
    if (event.kind !== "apply/follow-up") return [];
    const body = FollowUpEvent.safeParse(event.body);
    return body.data?.pullRequest === pullRequest.number ? body.data.requesters : [];
  });
  const author = isPerson(pullRequest.author) ? [pullRequest.author] : [];
  return [...new Set([...proposed, ...inherited, ...author])].sort();
}

function isPerson(login: string): boolean {
  return login !== "ghost" && !login.endsWith("[bot]");
}
