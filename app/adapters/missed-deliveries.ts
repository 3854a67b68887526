import type { GitHubClient } from "#shared/adapters/octokit.ts";

/** GitHub keeps deliveries three days and repeats none by itself. */
const MOST_ATTEMPTS = 5;

const HEARD: readonly string[] = ["issue_comment created", "pull_request closed"];

/**
 * Asks GitHub to send again what never reached us: comments and closed pull requests whose every attempt timed out or was answered 5xx. What was answered
 * 4xx was refused on purpose. Returns how many were asked for.
 */
export async function redeliverMissed(app: GitHubClient): Promise<number> {
  const { data } = await app.rest.apps.listWebhookDeliveries({ per_page: 100 });
  const heard = data.filter(({ event, action }) => HEARD.includes(`${event} ${action}`));
  const attempts = Map.groupBy(heard, ({ guid }) => guid);
  const missed = [...attempts.values()].filter(
    (tries) =>
      tries.length < MOST_ATTEMPTS && tries.every(({ status_code: status }) => status === 0 || status >= 500),
  );
  for (const [newest] of missed) {
    if (newest !== undefined) await app.rest.apps.redeliverWebhookDelivery({ delivery_id: newest.id });
  }
  return missed.length;
}
