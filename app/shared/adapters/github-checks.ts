import type { Check, CheckDraft, Checks } from "../core/host.ts";
import type { GitHubClient, GitHubRepository } from "./octokit.ts";
import { createOnce } from "./steady.ts";

type RawCheck = Awaited<ReturnType<GitHubClient["rest"]["checks"]["get"]>>["data"];

/** Check runs of one repository, written as the App `app` (`github-actions` in a job): one a name and commit, updated in place. */
export function githubChecks(at: GitHubRepository, app = "github-actions"): Checks {
  const { client, owner, repo } = at;
  return {
    async publish(draft) {
      const { name, headSha: head_sha } = draft;
      const find = async () => {
        const checks = await listChecks(at, head_sha);
        return checks.find((check) => check.name === name && check.app === app) ?? null;
      };
      let isNew = false;
      const { id, url } = await createOnce(find, async () => {
        const { data } = await client.rest.checks.create({ owner, repo, name, head_sha, ...bodyOf(draft) });
        isNew = true;
        return toCheck(data);
      });
      if (!isNew) await client.rest.checks.update({ owner, repo, check_run_id: id, ...bodyOf(draft) });
      return { url };
    },
    list: (headSha) => listChecks(at, headSha),
  };
}

function bodyOf({ conclusion, title, summary, text }: CheckDraft) {
  return { status: "completed" as const, conclusion, output: { title, summary, text } };
}

async function listChecks({ client, owner, repo }: GitHubRepository, ref: string): Promise<readonly Check[]> {
  const runs = await client.paginate(client.rest.checks.listForRef, { owner, repo, ref, per_page: 100 });
  return runs.map(toCheck).sort((one, other) => other.id - one.id);
}

const CONCLUSIONS = ["success", "failure", "neutral", "action_required"] as const;

/** A run that has not ended, or ended in another way, is no success. */
function toCheck(raw: RawCheck): Check {
  return {
    id: raw.id,
    name: raw.name,
    headSha: raw.head_sha,
    conclusion: CONCLUSIONS.find((known) => known === raw.conclusion) ?? "neutral",
    title: raw.output.title ?? "",
    summary: raw.output.summary ?? "",
    text: raw.output.text ?? "",
    app: raw.app?.slug ?? "",
    url: raw.html_url ?? "",
  };
}
