import type { GitHubClient } from "#shared/adapters/octokit.ts";
import type { Log } from "#shared/core/log.ts";

/** GitHub keeps deliveries three days and repeats none by itself. */
const MOST_ATTEMPTS = 5;
/** Of a hundred attempts each; a sweep that has to stop here says so. */
const MOST_PAGES = 10;
/** A sweep reads this far back beyond the start of the one before it: as long as the attempts at one delivery take. */
const LOOK_BACK_MS = 1_800_000;

const HEARD: readonly string[] = ["issue_comment created", "pull_request closed"];

/** One attempt at bringing a delivery, as far as it is read. */
interface Attempt {
  readonly id: number | bigint;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly status_code: number;
  readonly delivered_at: string;
  readonly redelivery: boolean;
}

/**
 * Asks GitHub to send again what never reached us: comments and closed pull requests whose every attempt timed out or was answered 5xx. What was answered
 * 4xx was refused on purpose. The first sweep reads whatever GitHub has kept, each further one what came since the last that ended well. Returns how many were asked for.
 */
export function sweepOf(app: GitHubClient, log: Log, now = Date.now): () => Promise<number> {
  let since = 0;
  return async () => {
    const start = now();
    const missed = missedIn(await attemptsSince(since, app, log));
    for (const id of missed) await app.rest.apps.redeliverWebhookDelivery({ delivery_id: Number(id) });
    since = start - LOOK_BACK_MS;
    return missed.length;
  };
}

/** Newest first. */
async function attemptsSince(since: number, app: GitHubClient, log: Log): Promise<readonly Attempt[]> {
  const all: Attempt[] = [];
  const read = app.paginate.iterator(app.rest.apps.listWebhookDeliveries, { per_page: 100 });
  let pages = 0;
  for await (const { data, headers } of read) {
    all.push(...data);
    pages += 1;
    const isFurther = Date.parse(data.at(-1)?.delivered_at ?? "") >= since;
    if (!isFurther || !headers.link?.includes('rel="next"')) break;
    if (pages < MOST_PAGES) continue;
    log.warn("intake/sweep-cut", { attempts: all.length, oldest: data.at(-1)?.delivered_at ?? "" });
    break;
  }
  return all.filter(({ delivered_at: at }) => Date.parse(at) >= since);
}

/** The newest attempt at each delivery that never arrived. Where its first one is not among what was read, nobody knows how many there were. */
function missedIn(attempts: readonly Attempt[]): readonly Attempt["id"][] {
  const heard = attempts.filter(({ event, action }) => HEARD.includes(`${event} ${action}`));
  return [...Map.groupBy(heard, ({ guid }) => guid).values()]
    .filter(
      (tries) =>
        tries.length < MOST_ATTEMPTS &&
        tries.some(({ redelivery }) => !redelivery) &&
        tries.every(({ status_code: status }) => status === 0 || status >= 500),
    )
    .flatMap(([newest]) => (newest === undefined ? [] : [newest.id]));
}
