import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Finding } from "#shared/core/finding.ts";
import { writerOf } from "../../action/apply-stack.ts";
import { changeOfCommit } from "../../action/change.ts";
import { reconcile } from "../../action/reconcile.ts";
import { acquireLock } from "../../action/state/lock.ts";
import { kinds, stackText, storyOf } from "./story.ts";
import { makeWorld, type World } from "./world.ts";

type Story = ReturnType<typeof storyOf>;

const CRITICAL: Finding = {
  rule: "trivy/x",
  severity: "critical",
  status: "fail",
  resource: "",
  path: "",
  message: "m",
  controls: [],
};

describe("from a pull request to the state", () => {
  let origin: World;
  let world: World;
  let story: Story;
  /** The pull request that every test begins with: planned, neither approved nor merged. */
  let number: number;
  let head: string;
  const start = async (from: World) => {
    world = await makeWorld({ from });
    story = storyOf(world);
  };
  beforeAll(async () => {
    origin = await makeWorld();
    const { propose, planned } = storyOf(origin);
    const pull = await propose("one");
    ({ number } = pull);
    head = pull.head.sha;
    expect(await planned(number)).toEqual({ notes: "passed" });
    expect(origin.effects).toEqual([
      "credentials code-plan",
      "check code/plan notes success: Passed: 1 to create",
      "comment on #11",
    ]);
  });
  beforeEach(() => start(origin));
  afterEach(() => world.bare.remove());
  afterAll(() => origin.bare.remove());

  it("applies exactly what was reviewed and approved, once, and plans no changes afterwards", async () => {
    story.approve(head);
    const commit = await story.merge(number);
    expect(await story.applied(commit)).toBe("applied");
    expect(world.effects).toEqual(["credentials code-apply"]);
    expect((await story.ledger())[0]?.event).toMatchObject({
      kind: "apply/applied",
      body: { stack: "notes", commit, pullRequest: 11, approvedBy: ["bob"], health: "converged", code: null },
    });
    const judged = { source: "plan", block: "high", findings: [], verdict: "passed" };
    const policyDigest = world.hands.policies.gate.digest;
    expect((await story.ledger())[0]?.event.body).toMatchObject({ policyDigest, requesters: [], judged });
    expect(Object.keys(await world.git.remoteBranches("code/"))).toEqual(
      expect.arrayContaining(["code/state/notes", "code/ledger/deploy"]),
    );
    expect(await world.git.remoteBranches("code/lock/")).toEqual({});
    expect(await story.applied(commit)).toBe("already-decided");
    expect(await reconcile(world.hands, world.context)).toEqual([]);
  });

  it("applies nothing when the plan differs, and carries it on in one follow-up", async () => {
    story.approve(head);
    await world.push("main", await story.tipOf("main"), { "stacks/notes/more.tf.json": "{}" });
    await story.merge(number);
    const tampered = { "stacks/notes/main.tf.json": stackText("tampered") };
    const commit = await world.push("main", await story.tipOf("main"), tampered);
    world.facts.merged.set(commit, number);
    await expect(story.applied(commit)).rejects.toMatchObject({ code: "apply/plan-differs" });
    expect(world.effects.slice(-2)).toEqual([
      "pull request code/follow-up/notes-11",
      `dispatch {"mode":"plan","pull-request":"${number + 1}"}`,
    ]);
    expect(kinds(await story.ledger())).toEqual(["apply/refused", "apply/follow-up"]);
    expect(await world.git.remoteBranches("code/lock/")).toEqual({});
    expect(await world.git.remoteBranches("code/state/")).toEqual({});

    const followUp = world.pulls.at(-1);
    expect(await story.planned(followUp?.number ?? 0)).toEqual({ notes: "passed" });
    story.approve(followUp?.head.sha ?? "");
    expect(await story.applied(await story.merge(followUp?.number ?? 0))).toBe("applied");
  });

  it.each<[string, () => void, string]>([
    ["nobody approved", () => undefined, "apply/not-approved"],
    [
      "the check run was forged",
      () => {
        story.approve(head);
        world.checks.forEach((check, index) => {
          const text = Buffer.from(/review (\S+) /.exec(check.summary)?.[1] ?? "", "base64").toString("utf8");
          const forged = Buffer.from(text.replace('"stateSerial":null', '"stateSerial":7'));
          world.checks[index] = { ...check, summary: `<!-- code:review ${forged.toString("base64")} -->` };
        });
      },
      "apply/forged-review",
    ],
    [
      "there is no check run",
      () => {
        story.approve(head);
        world.checks.length = 0;
      },
      "apply/no-review",
    ],
    [
      "Trivy finds something meanwhile",
      () => {
        story.approve(head);
        world.facts.findings.push(CRITICAL);
      },
      "apply/blocked",
    ],
  ])("applies nothing when %s", async (_what, prepare, code) => {
    prepare();
    await expect(story.applied(await story.merge(number))).rejects.toMatchObject({ code });
    expect(kinds(await story.ledger())).toEqual(["apply/refused", "apply/follow-up"]);
    const findings = world.facts.findings.map(({ message: _, ...rest }) => rest);
    const judged = { source: "plan", block: "high", findings, verdict: "blocked" };
    const evidence = code === "apply/blocked" ? { judged } : {};
    expect((await story.ledger())[0]?.event.body).toMatchObject({ code, ...evidence });
    expect(await world.git.remoteBranches("code/state/")).toEqual({});
  });

  it("waits for a living lock and takes over a dead one", async () => {
    story.approve(head);
    const commit = await story.merge(number);
    const change = await changeOfCommit({ commit, before: null }, world.hands, world.context);
    const holder = { run: { id: "5", attempt: 1 }, job: "apply" };
    await acquireLock(writerOf("notes", change, [world.hands, world.context]), holder);
    await expect(story.applied(commit)).rejects.toMatchObject({ code: "state/locked" });
    expect(await story.ledger()).toEqual([]);
    expect(await reconcile(world.hands, world.context)).toEqual([]);
    world.facts.hasEnded = true;
    expect(await reconcile(world.hands, world.context)).toEqual([{ stack: "notes", commit }]);
    expect(await story.applied(commit)).toBe("applied");
  });

  it("applies merges in their order", async () => {
    story.approve(head);
    await story.applied(await story.merge(number));
    const second = await story.merge((await story.propose("two")).number);
    const third = await story.merge((await story.propose("three")).number);
    await expect(story.applied(third)).rejects.toMatchObject({ code: "apply/out-of-order" });
    expect(await reconcile(world.hands, world.context)).toEqual([{ stack: "notes", commit: second }]);
  });

  it("plans nothing for what the gate denies or where the environment is open", async () => {
    const denied = await story.propose('${file("/etc/passwd")}');
    await expect(story.planned(denied.number)).rejects.toMatchObject({ code: "gate/denied" });
    expect(world.effects).toEqual(["check code/plan notes failure: Refused: gate/denied", "comment on #12"]);
    world.facts.isRestricted = false;
    await expect(story.planned(number)).rejects.toMatchObject({ code: "plan/environment-open" });
    expect(world.effects.join()).not.toContain("credentials");
  });
});
