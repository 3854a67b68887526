import nock from "nock";
import { afterEach, describe, expect, it } from "vitest";
import { githubChanges } from "#shared/adapters/github-changes.ts";
import { example, recordedGitHub } from "../../../support/github-api.ts";

const PARENT = "a".repeat(40);
const TIP = "b".repeat(40);
const MADE = "c".repeat(40);
const DRAFT = {
  branch: "code/change-7-logs",
  parent: PARENT,
  message: "Add logs",
  files: { a: "1", b: null },
};
const REF = "/repos/octo/infra/git/ref/heads%2Fcode%2Fchange-7-logs";

function withTree() {
  const recorded = recordedGitHub();
  recorded.github
    .get(`/repos/octo/infra/git/commits/${PARENT}`)
    .reply(200, example("git-commit", { tree: { sha: "t0" } }))
    .post("/repos/octo/infra/git/trees", {
      base_tree: "t0",
      tree: [
        { path: "a", mode: "100644", type: "blob", content: "1" },
        { path: "b", mode: "100644", type: "blob", sha: null },
      ],
    })
    .reply(201, example("git-tree", { sha: "t1" }));
  return recorded;
}

describe("githubChanges", () => {
  afterEach(() => {
    expect(nock.pendingMocks()).toEqual([]);
    nock.cleanAll();
  });

  it("creates the branch at a commit of the App's own", async () => {
    const { github, at } = withTree();
    github
      .get(REF)
      .reply(404, {})
      .post("/repos/octo/infra/git/commits", { message: "Add logs", tree: "t1", parents: [PARENT] })
      .reply(201, example("git-commit", { sha: MADE }))
      .post("/repos/octo/infra/git/refs", { ref: "refs/heads/code/change-7-logs", sha: MADE })
      .reply(201, example("git-ref"));
    expect(await githubChanges(at).commit(DRAFT)).toBe(MADE);
  });

  it("returns the commit that an earlier attempt made", async () => {
    const { github, at } = withTree();
    github
      .get(REF)
      .reply(200, example("git-ref", { object: { sha: TIP } }))
      .get(`/repos/octo/infra/git/commits/${TIP}`)
      .reply(
        200,
        example("git-commit", { message: "Add logs", tree: { sha: "t1" }, parents: [{ sha: PARENT }] }),
      );
    expect(await githubChanges(at).commit(DRAFT)).toBe(TIP);
  });

  it("leaves a branch alone that somebody else moved", async () => {
    const { github, at } = withTree();
    github
      .get(REF)
      .reply(200, example("git-ref", { object: { sha: TIP } }))
      .get(`/repos/octo/infra/git/commits/${TIP}`)
      .reply(
        200,
        example("git-commit", { message: "By hand", tree: { sha: "t9" }, parents: [{ sha: PARENT }] }),
      );
    await expect(githubChanges(at).commit(DRAFT)).rejects.toMatchObject({ code: "host/branch-moved" });
  });

  it("opens a pull request once when the first answer is lost", async () => {
    const { github, at } = recordedGitHub();
    const query = { head: "octo:code/change-7-logs", base: "main", state: "open" };
    const open = example("pull-request", {
      number: 12,
      head: { ref: "code/change-7-logs", sha: TIP, repo: null },
    });
    github
      .get("/repos/octo/infra/pulls")
      .query(query)
      .reply(200, [])
      .post("/repos/octo/infra/pulls")
      .reply(502)
      .get("/repos/octo/infra/pulls")
      .query(query)
      .reply(200, [open])
      .get("/repos/octo/infra/pulls/12")
      .reply(200, open);
    const pull = await githubChanges(at).openPullRequest({
      branch: "code/change-7-logs",
      base: "main",
      title: "Add logs",
      body: "",
    });
    expect(pull).toMatchObject({ number: 12, head: { ref: "code/change-7-logs", repository: null } });
  });

  it("knows no pull request where there is none", async () => {
    const { github, at } = recordedGitHub();
    github.get("/repos/octo/infra/pulls/4").reply(404, {});
    expect(await githubChanges(at).pullRequest(4)).toBeNull();
  });

  it("closes a pull request and leaves its branch", async () => {
    const { github, at } = recordedGitHub();
    github.patch("/repos/octo/infra/pulls/7", { state: "closed" }).reply(200, example("pull-request"));
    expect(await githubChanges(at).closePullRequest(7)).toBeUndefined();
  });
});
