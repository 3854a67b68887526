import { Octokit } from "@octokit/rest";
import type { MergeMethod } from "./merge.ts";
import type { GitHub } from "./start.ts";

/** What people do on the page, through the same API as everybody else. */
export function person(github: GitHub, login: string) {
  const octokit = new Octokit({
    auth: github.personToken(login),
    baseUrl: github.apiUrl,
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  const at = { owner: github.hub.owner, repo: github.hub.name };
  return {
    login,
    octokit,
    async openIssue(title: string, body = ""): Promise<number> {
      return (await octokit.issues.create({ ...at, title, body })).data.number;
    },
    async comment(number: number, body: string): Promise<number> {
      return (await octokit.issues.createComment({ ...at, issue_number: number, body })).data.id;
    },
    async approve(number: number): Promise<void> {
      await octokit.pulls.createReview({ ...at, pull_number: number, event: "APPROVE" });
    },
    async merge(number: number, method: MergeMethod = "merge"): Promise<string> {
      return (await octokit.pulls.merge({ ...at, pull_number: number, merge_method: method })).data.sha;
    },
    async close(number: number): Promise<void> {
      await octokit.issues.update({ ...at, issue_number: number, state: "closed" });
    },
  };
}
export type Person = ReturnType<typeof person>;
