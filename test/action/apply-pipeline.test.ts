import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LedgerEntry } from "#shared/core/ledger-entry.ts";
import { apply } from "../../action/apply-pipeline.ts";
import { writerOf } from "../../action/apply-stack.ts";
import { changeOfCommit, changeOfPullRequest } from "../../action/change.ts";
import { readLedgers } from "../../action/ledgers.ts";
import { findAffected, plan, synthesise } from "../../action/pipeline.ts";
import { reconcile } from "../../action/reconcile.ts";
import { acquireLock } from "../../action/state/lock.ts";
import { unpackDocuments } from "../../action/synth/documents.ts";
import { makeWorld, type World } from "./world.ts";

const stackText = (note: string) => JSON.stringify({ resource: { terraform_data: { a: { input: note } } } });

describe("from a pull request to the state", () => {
  let world: World;
  beforeEach(async () => {
    world = await makeWorld();
  });
  afterEach(() => world.bare.remove());

  async function propose(note: string) {
    const { push, openPull, git } = world;
    const parent = (await git.fetch(["main"])).main ?? "";
    const branch = `code/change-${world.pulls.length}-x`;
    await push(branch, parent, { "stacks/notes/main.tf.json": stackText(note) });
    return openPull({ branch, title: note, base: "main", tips: await git.fetch(["main", branch]) });
  }

  async function planned(number: number) {
    const { hands, context } = world;
    const change = await changeOfPullRequest({ number }, hands, context);
    const stacks = (await findAffected(change, hands)).map(({ stack }) => stack);
    expect(stacks).toEqual(["notes"]);
    const documents = unpackDocuments(await synthesise(stacks, change, hands));
    return await plan({ stack: "notes", pullRequest: number, documents }, hands, context);
  }

  function approve(commit: string, author = "bob") {
    world.reviews.splice(0, 9, { author, state: "approved", commit });
  }

  async function merge(number: number) {
    const { git, pulls, facts } = world;
    const pull = pulls.find((it) => it.number === number);
    const tip = (await git.fetch(["main"])).main ?? "";
    const merged = await git.merge(tip, pull?.head.sha ?? "");
    if (merged.kind === "conflict") throw new Error("conflict");
    await git.push([{ branch: "main", expected: tip, next: merged.commit }]);
    facts.merged.set(merged.commit, number);
    return merged.commit;
  }

  async function applied(commit: string) {
    const { hands, context } = world;
    const change = await changeOfCommit({ commit, before: null }, hands, context);
    const documents = unpackDocuments(await synthesise(["notes"], change, hands));
    return await apply({ stack: "notes", change, documents }, hands, context);
  }

  async function ledger() {
    const { hands, context } = world;
    const { settings } = await changeOfPullRequest({ number: world.pulls[0]?.number ?? 0 }, hands, context);
    return (await readLedgers(settings, hands, context)).deploy;
  }
  const kinds = (entries: readonly LedgerEntry[]) => entries.map(({ event }) => event.kind);

  it("applies exactly what was reviewed and approved, once, and plans no changes afterwards", async () => {
    const pull = await propose("one");
    expect(await planned(pull.number)).toBe("passed");
    approve(pull.head.sha);
    const commit = await merge(pull.number);
    expect(await applied(commit)).toBe("applied");
    expect(world.effects).toEqual([
      "credentials code-plan",
      "check code/plan notes success: Passed: 1 to create",
      "comment on #11",
      "credentials code-apply",
    ]);
    expect((await ledger())[0]?.event).toMatchObject({
      kind: "apply/applied",
      body: { stack: "notes", commit, pullRequest: 11, approvedBy: ["bob"], health: "converged", code: null },
    });
    expect(Object.keys(await world.git.remoteBranches("code/"))).toEqual(
      expect.arrayContaining(["code/state/notes", "code/ledger/deploy"]),
    );
    expect(await world.git.remoteBranches("code/lock/")).toEqual({});
    expect(await applied(commit)).toBe("already-decided");
    expect(await reconcile(world.hands, world.context)).toEqual([]);
  });

  it("applies nothing when the plan differs, and carries it on in one follow-up", async () => {
    const pull = await propose("one");
    await planned(pull.number);
    approve(pull.head.sha);
    const other = await propose("one");
    const direct = (await world.git.fetch(["main"])).main ?? "";
    await world.push("main", direct, { "stacks/notes/more.tf.json": "{}" });
    await merge(pull.number);
    const tip = (await world.git.fetch(["main"])).main ?? "";
    const commit = await world.push("main", tip, { "stacks/notes/main.tf.json": stackText("tampered") });
    world.facts.merged.set(commit, pull.number);
    await expect(applied(commit)).rejects.toMatchObject({ code: "apply/plan-differs" });
    expect(world.effects.slice(-2)).toEqual([
      "pull request code/follow-up/notes-11",
      `dispatch {"mode":"plan","pull-request":"${other.number + 1}"}`,
    ]);
    expect(kinds(await ledger())).toEqual(["apply/refused", "apply/follow-up"]);
    expect(await world.git.remoteBranches("code/lock/")).toEqual({});
    expect(await world.git.remoteBranches("code/state/")).toEqual({});

    const followUp = world.pulls.at(-1);
    expect(await planned(followUp?.number ?? 0)).toBe("passed");
    approve(followUp?.head.sha ?? "");
    expect(await applied(await merge(followUp?.number ?? 0))).toBe("applied");
  });

  it.each<[string, (sha: string) => void, string]>([
    ["nobody approved", () => undefined, "apply/not-approved"],
    [
      "the check run was forged",
      (sha) => {
        approve(sha);
        world.checks.forEach((check, index) => {
          const text = Buffer.from(/review (\S+) /.exec(check.summary)?.[1] ?? "", "base64").toString("utf8");
          const forged = Buffer.from(text.replace('"stateSerial":null', '"stateSerial":7')).toString(
            "base64",
          );
          world.checks[index] = { ...check, summary: `<!-- code:review ${forged} -->` };
        });
      },
      "apply/forged-review",
    ],
    [
      "there is no check run",
      (sha) => {
        approve(sha);
        world.checks.length = 0;
      },
      "apply/no-review",
    ],
    [
      "Trivy finds something meanwhile",
      (sha) => {
        approve(sha);
        world.facts.findings.push({
          rule: "trivy/x",
          severity: "critical",
          status: "fail",
          resource: "",
          path: "",
          message: "m",
          controls: [],
        });
      },
      "apply/blocked",
    ],
  ])("applies nothing when %s", async (_what, prepare, code) => {
    const pull = await propose("one");
    await planned(pull.number);
    prepare(pull.head.sha);
    await expect(applied(await merge(pull.number))).rejects.toMatchObject({ code });
    expect(kinds(await ledger())).toEqual(["apply/refused", "apply/follow-up"]);
    expect(await world.git.remoteBranches("code/state/")).toEqual({});
  });

  it("waits for a living lock and takes over a dead one", async () => {
    const pull = await propose("one");
    await planned(pull.number);
    approve(pull.head.sha);
    const commit = await merge(pull.number);
    const change = await changeOfCommit({ commit, before: null }, world.hands, world.context);
    await acquireLock(writerOf("notes", change, [world.hands, world.context]), {
      run: { id: "5", attempt: 1 },
      job: "apply",
    });
    await expect(applied(commit)).rejects.toMatchObject({ code: "state/locked" });
    expect(await ledger()).toEqual([]);
    expect(await reconcile(world.hands, world.context)).toEqual([]);
    world.facts.hasEnded = true;
    expect(await reconcile(world.hands, world.context)).toEqual([{ stack: "notes", commit }]);
    expect(await applied(commit)).toBe("applied");
  });

  it("applies merges in their order", async () => {
    const first = await propose("one");
    await planned(first.number);
    approve(first.head.sha);
    await applied(await merge(first.number));
    const second = await propose("two");
    await planned(second.number);
    const secondCommit = await merge(second.number);
    const third = await propose("three");
    await planned(third.number);
    approve(third.head.sha);
    const thirdCommit = await merge(third.number);
    await expect(applied(thirdCommit)).rejects.toMatchObject({ code: "apply/out-of-order" });
    expect(await reconcile(world.hands, world.context)).toEqual([{ stack: "notes", commit: secondCommit }]);
  });

  it("plans nothing for what the gate denies or where the environment is open", async () => {
    const pull = await propose('${file("/etc/passwd")}');
    await expect(planned(pull.number)).rejects.toMatchObject({ code: "gate/denied" });
    expect(world.effects).toEqual(["check code/plan notes failure: Refused: gate/denied", "comment on #11"]);
    world.facts.isRestricted = false;
    await expect(planned((await propose("fine")).number)).rejects.toMatchObject({
      code: "plan/environment-open",
    });
    expect(world.effects.join()).not.toContain("credentials");
  });
});
