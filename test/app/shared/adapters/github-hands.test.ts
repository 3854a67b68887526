import nock from "nock";
import { afterEach, describe, expect, it } from "vitest";
import { githubConversation } from "#shared/adapters/github-conversation.ts";
import { githubPeople } from "#shared/adapters/github-people.ts";
import { githubRepository } from "#shared/adapters/github-repository.ts";
import { githubWorkflows } from "#shared/adapters/github-workflows.ts";
import { example, recordedGitHub } from "../../../support/github-api.ts";

const SHA = "a".repeat(40);
const BASE = "/repos/octo/infra";

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

describe("githubRepository", () => {
  const tree = (entries: object[], truncated = false) => example("git-tree", { tree: entries, truncated });

  it("reads regular files and takes a symbolic link for none", async () => {
    const { github, at } = recordedGitHub();
    github
      .get(`${BASE}/git/trees/${SHA}`)
      .query({ recursive: "true" })
      .reply(
        200,
        tree([
          { path: "a.ts", mode: "100644", type: "blob", sha: "s1" },
          { path: "link", mode: "120000", type: "blob", sha: "s2" },
        ]),
      )
      .get(`${BASE}/git/blobs/s1`)
      .reply(200, { content: Buffer.from("ä\n").toString("base64"), encoding: "base64" });
    const repository = githubRepository(at);
    expect(await repository.paths(SHA)).toEqual(["a.ts"]);
    expect(await repository.read(SHA, "a.ts")).toBe("ä\n");
    expect(await repository.read(SHA, "link")).toBeNull();
  });

  it("refuses a listing that GitHub cut", async () => {
    const { github, at } = recordedGitHub();
    github.get(`${BASE}/git/trees/${SHA}`).query({ recursive: "true" }).reply(200, tree([], true));
    await expect(githubRepository(at).paths(SHA)).rejects.toMatchObject({ code: "host/tree-truncated" });
  });
});

describe("githubPeople", () => {
  it.each([
    ["the built-in role", 200, { permission: "write", role_name: "maintain" }, "maintain"],
    ["the base of a custom role", 200, { permission: "read", role_name: "auditors" }, "read"],
    ["nothing for a stranger", 404, {}, "none"],
  ])("answers %s", async (...[, status, answer, permission]) => {
    const { github, at } = recordedGitHub();
    github.get(`${BASE}/collaborators/ana/permission`).reply(status, answer);
    expect(await githubPeople(at).permissionOf("ana")).toBe(permission);
  });
});

describe("githubConversation", () => {
  const MARKER = "<!-- code:sticky:7 -->";

  it("updates its own comment and never a forged one", async () => {
    const { github, at } = recordedGitHub();
    const comment = (id: number, login: string) => ({
      ...example("issue-comment", { id, body: MARKER }),
      user: { login },
    });
    github
      .get(`${BASE}/issues/7/comments`)
      .query({ per_page: "100" })
      .reply(200, [comment(1, "mallory"), comment(2, "code[bot]")])
      .patch(`${BASE}/issues/comments/2`, { body: `${MARKER}\nhello` })
      .reply(200, comment(2, "code[bot]"));
    const conversation = githubConversation(at, "code[bot]");
    expect(await conversation.upsertComment({ number: 7, marker: MARKER, body: "hello" })).toMatchObject({
      id: 2,
    });
  });
});

describe("githubConversation's reaction", () => {
  it.each([
    ["200", true],
    ["201", true],
    ["404", false],
    ["403", false],
    ["500", false],
  ])("answered with %s is no failure", async (status, isMade) => {
    const { github, at } = recordedGitHub();
    github
      .post(`${BASE}/issues/comments/9/reactions`, { content: "eyes" })
      .reply(Number(status), example("reaction"));
    expect(await githubConversation(at, "code[bot]").react(9, "eyes")).toBe(isMade);
  });
});

describe("githubWorkflows", () => {
  it("does not start a run again that is still running", async () => {
    const { github, at } = recordedGitHub();
    github
      .get(`${BASE}/pulls/3`)
      .reply(200, example("pull-request", { head: { sha: SHA } }))
      .get(`${BASE}/actions/workflows/code.yml/runs`)
      .query({ head_sha: SHA, per_page: "1" })
      .reply(200, { workflow_runs: [{ id: 5, status: "in_progress", html_url: "https://x/5" }] });
    expect(await githubWorkflows(at).replan(3)).toEqual({ url: "https://x/5" });
  });

  it("does not know whether a run that it cannot see has ended", async () => {
    const { github, at } = recordedGitHub();
    github.get(`${BASE}/actions/runs/5/attempts/1`).reply(404, {});
    expect(await githubWorkflows(at).hasEnded(5, 1)).toBe("unknown");
  });
});
