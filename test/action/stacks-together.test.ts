import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { PullRequest } from "#shared/core/host.ts";
import { reconcile } from "../../action/reconcile.ts";
import { kinds, stackText, storyOf } from "./story.ts";
import { makeWorld, type World } from "./world.ts";

describe("stacks of one repository", () => {
  let origin: World;
  let world: World;
  let pull: PullRequest;
  /** One pull request changes both stacks; `reports` depends on `notes`. */
  beforeAll(async () => {
    origin = await makeWorld({ stacks: { notes: {}, reports: { depends_on: ["notes"] } } });
    const story = storyOf(origin);
    pull = await story.proposeFiles({
      "stacks/notes/main.tf.json": stackText("one"),
      "stacks/reports/main.tf.json": stackText("two"),
    });
    expect(await story.planned(pull.number)).toEqual({ notes: "passed", reports: "passed" });
  });
  afterEach(() => world.bare.remove());
  afterAll(() => origin.bare.remove());

  async function merged(isApproved: boolean) {
    world = await makeWorld({ from: origin });
    const story = storyOf(world);
    if (isApproved) story.approve(pull.head.sha);
    return { ...story, commit: await story.merge(pull.number) };
  }

  it("are applied after what they depend on, and wait until it is", async () => {
    const { applied, commit, ledger } = await merged(true);
    await expect(applied(commit, "reports")).rejects.toMatchObject({ code: "apply/dependency-not-applied" });
    expect((await ledger())[0]?.event).toMatchObject({
      kind: "apply/refused",
      body: { stack: "reports", commit, code: "apply/dependency-not-applied", retry: true },
    });
    expect(await reconcile(world.hands, world.context)).toEqual([{ stack: "notes", commit }]);
    expect(await applied(commit, "notes")).toBe("applied");
    expect(await reconcile(world.hands, world.context)).toEqual([{ stack: "reports", commit }]);
    expect(await applied(commit, "reports")).toBe("applied");
    expect(kinds(await ledger())).toEqual(["apply/refused", "apply/applied", "apply/applied"]);
    expect(await reconcile(world.hands, world.context)).toEqual([]);
  });

  it("are refused for good with what they depend on, whose follow-up plans them too", async () => {
    const { applied, commit, ledger, planned } = await merged(false);
    await expect(applied(commit, "notes")).rejects.toMatchObject({ code: "apply/not-approved" });
    await expect(applied(commit, "reports")).rejects.toMatchObject({ code: "apply/dependency-not-applied" });
    expect((await ledger()).at(-1)?.event).toMatchObject({
      kind: "apply/refused",
      body: { stack: "reports", retry: false },
    });
    expect(await applied(commit, "reports")).toBe("already-decided");
    expect(await reconcile(world.hands, world.context)).toEqual([]);
    expect(await planned(world.pulls.at(-1)?.number ?? 0)).toEqual({ notes: "passed", reports: "passed" });
  });

  it("are left alone where their state is kept elsewhere", async () => {
    world = await makeWorld({ stacks: { notes: { backend: "external" } } });
    const { propose, planned, merge, applied } = storyOf(world);
    const { number } = await propose("one");
    const refused = { code: "plan/backend-external", next: expect.stringContaining("code-state migrate") };
    await expect(planned(number)).rejects.toMatchObject(refused);
    expect(world.effects).toEqual([
      "check code/plan notes failure: Refused: plan/backend-external",
      "comment on #11",
    ]);
    await expect(applied(await merge(number))).rejects.toMatchObject(refused);
    expect(await reconcile(world.hands, world.context)).toEqual([]);
    expect(await world.git.remoteBranches("code/ledger")).toEqual({});
    expect(world.effects.join()).not.toContain("credentials");
  });
});
