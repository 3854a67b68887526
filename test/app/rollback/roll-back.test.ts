import { describe, expect, it } from "vitest";
import type { PullRequest } from "#shared/core/host.ts";
import { openRollback } from "../../../app/rollback/roll-back.ts";
import { pullRequest, recordingHands, type World } from "../../support/recording-hands.ts";

const PATH = "stacks/storage/storage.ts";
const CONTRACT = "stacks/storage/contract/issue-7-9.json";

/** A merged pull request #12 that changed the stack and made promises. */
function merged(members: Partial<PullRequest> = {}): World {
  const world = recordingHands({ [PATH]: "before", "README.md": "hello" });
  const head = world.commit("code/change-7-logs", { [PATH]: "after", [CONTRACT]: "{}" }, [
    world.branches.get("main") ?? "",
  ]);
  const mergeCommit = world.commit("main", { [PATH]: "after", [CONTRACT]: "{}" });
  const made = { ref: "code/change-7-logs", sha: head };
  world.pulls.set(12, pullRequest(12, made, { state: "closed", merged: true, mergeCommit, ...members }));
  return world;
}

const rollBack = (world: World, number = 12) => openRollback({ number, requester: "ana" }, world.hands);

describe("openRollback", () => {
  it("restores the files of the merge and takes its promises back, and nothing else", async () => {
    const world = merged();
    world.commit("main", { "README.md": "later" });
    const opened = await rollBack(world);
    expect(opened).toMatchObject({ head: { ref: "code/rollback-12" } });
    expect(world.effects).toEqual([
      `commit code/rollback-12: ${CONTRACT}, ${PATH}`,
      "pull request code/rollback-12: Roll back #12: Add a bucket",
    ]);
    expect(world.commits.get(world.branches.get("code/rollback-12") ?? "")?.files).toEqual({
      [PATH]: "before",
      "README.md": "later",
    });
  });

  it("makes nothing twice, also when the default branch went on meanwhile", async () => {
    const world = merged();
    await rollBack(world);
    const once = world.effects.length;
    world.commit("main", { "README.md": "later" });
    await rollBack(world);
    expect(world.effects).toHaveLength(once);
  });

  it.each<[string, Partial<PullRequest>, number, string]>([
    ["an unknown number", {}, 13, "rollback/unknown"],
    ["one that is not merged", { merged: false, mergeCommit: null }, 12, "rollback/not-merged"],
    [
      "somebody's own",
      { head: { ref: "feature", sha: "", repository: "octo/infra" } },
      12,
      "rollback/not-ours",
    ],
    [
      "a fork's",
      { head: { ref: "code/change-1-x", sha: "", repository: "eve/infra" } },
      12,
      "rollback/not-ours",
    ],
    ["a merge it cannot tell apart", { commits: 3 }, 12, "rollback/unclear-merge"],
  ])("refuses %s", async (...[, members, number, code]) => {
    await expect(rollBack(merged(members), number)).rejects.toMatchObject({ code });
  });

  it("refuses by path what changed again since", async () => {
    const world = merged();
    world.commit("main", { [PATH]: "newer" });
    await expect(rollBack(world)).rejects.toMatchObject({
      code: "rollback/conflict",
      message: expect.stringContaining(PATH),
    });
  });

  it("refuses what is rolled back already", async () => {
    const world = merged();
    world.commit("main", { [PATH]: "before", [CONTRACT]: null });
    await expect(rollBack(world)).rejects.toMatchObject({ code: "rollback/already" });
  });

  it("finds the commits of a rebase by their difference", async () => {
    const world = recordingHands({ [PATH]: "before" });
    const base = world.branches.get("main") ?? "";
    const head = world.commit("code/change-7-logs", { [PATH]: "after", "b.txt": "b" }, [base]);
    world.commit("main", { [PATH]: "after" });
    const mergeCommit = world.commit("main", { "b.txt": "b" });
    const members = {
      state: "closed",
      merged: true,
      mergeCommit,
      commits: 2,
      base: { ref: "main", sha: base },
    } as const;
    world.pulls.set(12, pullRequest(12, { ref: "code/change-7-logs", sha: head }, members));
    await rollBack(world);
    expect(world.effects[0]).toBe(`commit code/rollback-12: b.txt, ${PATH}`);
  });
});
