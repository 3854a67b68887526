import nock from "nock";
import { afterEach, describe, expect, it } from "vitest";
import { githubChecks } from "#shared/adapters/github-checks.ts";
import { githubDispatches } from "#shared/adapters/github-dispatches.ts";
import { githubEnvironments } from "#shared/adapters/github-environments.ts";
import { githubMerges } from "#shared/adapters/github-merges.ts";
import { example, recordedGitHub } from "../../../support/github-api.ts";

const SHA = "a".repeat(40);
const BASE = "/repos/octo/infra";
const DRAFT = {
  name: "code/plan a",
  headSha: SHA,
  conclusion: "success" as const,
  title: "t",
  summary: "s",
  text: "x",
};

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

const run = (over: object) => ({
  ...example("check-run"),
  name: "code/plan a",
  head_sha: SHA,
  conclusion: "success",
  html_url: "https://c",
  app: { slug: "github-actions" },
  ...over,
});
const listed = (...runs: object[]) => ({ total_count: runs.length, check_runs: runs });

describe("githubChecks", () => {
  const path = `${BASE}/commits/${SHA}/check-runs`;

  it("creates a check once and updates it afterwards", async () => {
    const { github, at } = recordedGitHub();
    const body = (sent: Record<string, unknown>) =>
      sent.status === "completed" && sent.conclusion === "success";
    github
      .get(path)
      .query(true)
      .reply(200, listed())
      .post(`${BASE}/check-runs`, body)
      .reply(201, run({ id: 1 }));
    expect(await githubChecks(at).publish(DRAFT)).toEqual({ url: "https://c" });
    github
      .get(path)
      .query(true)
      .reply(200, listed(run({ id: 1 })))
      .patch(`${BASE}/check-runs/1`, body)
      .reply(200, run({ id: 1 }));
    expect(await githubChecks(at).publish(DRAFT)).toEqual({ url: "https://c" });
  });

  it("looks again when the answer to a creation was lost", async () => {
    const { github, at } = recordedGitHub();
    github.get(path).query(true).reply(200, listed()).post(`${BASE}/check-runs`).reply(502);
    github
      .get(path)
      .query(true)
      .reply(200, listed(run({ id: 1 })))
      .patch(`${BASE}/check-runs/1`)
      .reply(200, run({ id: 1 }));
    expect(await githubChecks(at).publish(DRAFT)).toEqual({ url: "https://c" });
  });

  it("lists the newest first and takes an unfinished run for no success", async () => {
    const { github, at } = recordedGitHub();
    github
      .get(path)
      .query(true)
      .reply(200, listed(run({ id: 1 }), run({ id: 2, conclusion: null, app: null })));
    const checks = await githubChecks(at).list(SHA);
    expect(checks.map(({ id, conclusion, app }) => [id, conclusion, app])).toEqual([
      [2, "neutral", ""],
      [1, "success", "github-actions"],
    ]);
  });
});

describe("githubMerges", () => {
  const pull = (number: number, over: object) => ({
    ...example("pull-request"),
    number,
    merged_at: "2026-01-01T00:00:00Z",
    base: { ref: "main" },
    ...over,
  });
  const whole = (number: number) => example("pull-request", { number, merged: true, merge_commit_sha: SHA });

  it.each<[string, object[], number | null]>([
    [
      "the one whose merge it is",
      [pull(1, { merge_commit_sha: "x" }), pull(2, { merge_commit_sha: SHA })],
      2,
    ],
    ["one that brought it by rebase", [pull(1, { merge_commit_sha: "x" })], 1],
    ["none that went elsewhere", [pull(1, { base: { ref: "release" } })], null],
    ["none that is open", [pull(1, { merged_at: null })], null],
  ])("finds %s", async (_what, pulls, expected) => {
    const { github, at } = recordedGitHub();
    github.get(`${BASE}/commits/${SHA}/pulls`).query(true).reply(200, pulls);
    if (expected !== null) github.get(`${BASE}/pulls/${expected}`).reply(200, whole(expected));
    expect((await githubMerges(at, "main").pullRequestOf(SHA))?.number ?? null).toBe(expected);
  });

  it("keeps the last review of each person that says something", async () => {
    const { github, at } = recordedGitHub();
    const review = (login: string, state: string) => ({ user: { login }, state, commit_id: SHA });
    github
      .get(`${BASE}/pulls/1/reviews`)
      .query(true)
      .reply(200, [
        review("ann", "APPROVED"),
        review("bob", "APPROVED"),
        review("ann", "COMMENTED"),
        review("bob", "DISMISSED"),
        review("cy", "PENDING"),
      ]);
    expect(await githubMerges(at, "main").reviews(1)).toEqual([
      { author: "ann", state: "approved", commit: SHA },
      { author: "bob", state: "dismissed", commit: SHA },
    ]);
  });
});

describe("githubEnvironments", () => {
  const path = `${BASE}/environments/prod`;
  const environment = (policy: object | null) =>
    example("environment", { name: "prod", deployment_branch_policy: policy });
  const CUSTOM = { protected_branches: false, custom_branch_policies: true };
  const PROTECTED = { protected_branches: true, custom_branch_policies: false };
  const isRestricted = (at: ReturnType<typeof recordedGitHub>["at"]) =>
    githubEnvironments(at, "main").isRestrictedToDefaultBranch("prod");

  it("does not trust one that is missing or open to all", async () => {
    const { github, at } = recordedGitHub();
    github.get(path).reply(404).get(path).reply(200, environment(null));
    expect([await isRestricted(at), await isRestricted(at)]).toEqual([false, false]);
  });

  it.each<[object[], boolean]>([
    [[{ name: "main", type: "branch" }], true],
    [[{ name: "main", type: "tag" }], false],
    [[{ name: "main" }, { name: "dev" }], false],
    [[{ name: "*" }], false],
    [[], false],
  ])("reads the named branches %j", async (branches, expected) => {
    const { github, at } = recordedGitHub();
    github
      .get(path)
      .reply(200, environment(CUSTOM))
      .get(`${path}/deployment-branch-policies`)
      .query(true)
      .reply(200, { total_count: branches.length, branch_policies: branches });
    expect(await isRestricted(at)).toBe(expected);
  });

  it.each([
    [["main"], true],
    [["main", "dev"], false],
  ])("reads the protected branches %j", async (names, expected) => {
    const { github, at } = recordedGitHub();
    github
      .get(path)
      .reply(200, environment(PROTECTED))
      .get(`${BASE}/branches`)
      .query(true)
      .reply(
        200,
        names.map((name) => ({ name })),
      );
    expect(await isRestricted(at)).toBe(expected);
  });
});

describe("githubDispatches", () => {
  it("starts the workflow of the default branch", async () => {
    const { github, at } = recordedGitHub();
    github
      .post(`${BASE}/actions/workflows/code.yml/dispatches`, { ref: "main", inputs: { stack: "a" } })
      .reply(204);
    await githubDispatches(at, "main").dispatch({ stack: "a" });
  });
});
