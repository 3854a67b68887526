import { beforeAll, describe, expect, it } from "vitest";
import type { Judges } from "../../app/steps/judges.ts";
import { realJudges } from "../support/real-judges.ts";
import { ASKED, circle, effectsOf, forced, type Says, world } from "../support/scripted-circle.ts";

let judges: Judges;
beforeAll(async () => {
  judges = await realJudges();
});

describe("a further commit that security was not heard about", () => {
  const MORE = "/code keep the invoices 180 days";
  const ON_PULL = { issue: { number: 100, isPullRequest: true } };

  it("goes on no pull request that may be merged", async () => {
    const asked = world();
    let says: Says = () => [];
    const asking = circle(judges, (task) => says(task));
    await asking.say(asked, ASKED);
    says = () => "timeout";
    const [before, head] = [asked.effects.length, asked.branches.get(asked.pulls.get(100)?.head.ref ?? "")];
    const said = await asking.say(asked, MORE, ON_PULL);
    expect(said).toContain("Refused: `experts/undecided`");
    expect(asked.branches.get(asked.pulls.get(100)?.head.ref ?? "")).toBe(head);
    expect(effectsOf({ ...asked, effects: asked.effects.slice(before) })).toEqual([
      "ledger experts/consulted storage undecided",
    ]);
    says = () => [];
    await asking.say(asked, "/code retry", ON_PULL);
    expect(asked.branches.get(asked.pulls.get(100)?.head.ref ?? "")).not.toBe(head);
  });

  it("goes on a draft, and says that it stays one", async () => {
    const asked = world();
    const asking = circle(judges, () => "timeout");
    expect(await asking.say(asked, ASKED)).toContain("It is a draft until a person marks it ready.");
    expect(await asking.say(asked, MORE, ON_PULL)).toContain("One more commit");
  });
});

describe("a draft whose experts are asked again", () => {
  const ON_PULL = { issue: { number: 100, isPullRequest: true } };

  /** A world with a draft that security was not heard about, and a circle whose security says this from now on. */
  async function drafted(later: Says) {
    const asked = world();
    let says: Says = () => "timeout";
    const asking = circle(judges, (task) => says(task));
    await asking.say(asked, ASKED);
    says = later;
    const before = asked.effects.length;
    const retry = async () => {
      const said = await asking.say(asked, "/code retry", ON_PULL);
      return { said, effects: effectsOf({ ...asked, effects: asked.effects.slice(before) }) };
    };
    return { asked, retry };
  }

  it("is judged as it stands, without its author, and gets its check", async () => {
    const { asked, retry } = await drafted(() => []);
    const commits = asked.commits.size;
    const { said, effects } = await retry();
    expect(said).toContain("mark it ready for review");
    expect(said).toContain("Verdict: **approved**");
    expect(effects).toEqual([
      "ledger experts/consulted storage approved",
      "check code/experts on the commit: success",
    ]);
    expect(asked.commits.size).toBe(commits);
  });

  it("keeps the verdict that it has got: nobody asks until it is another one", async () => {
    const { retry } = await drafted(() => []);
    await retry();
    const { said, effects } = await retry();
    expect(said).toContain("experts/decided");
    expect(effects).toHaveLength(2);
  });

  it("stays one where security is still not heard, and may be asked about again", async () => {
    const { retry } = await drafted(() => "rate-limited");
    expect((await retry()).said).toContain("It stays a draft");
    const { said, effects } = await retry();
    expect(said).toContain("It stays a draft");
    expect(effects.slice(-2)).toEqual([
      "ledger experts/consulted storage undecided",
      "check code/experts on the commit: action_required",
    ]);
  });

  it("is objected to with one question, and its check says so", async () => {
    const { asked, retry } = await drafted(forced);
    const head = asked.pulls.get(100)?.head.ref ?? "";
    const path = "stacks/storage/storage.ts";
    const code = asked.commits.get(asked.branches.get(head) ?? "")?.files[path] ?? "";
    asked.commit(head, { [path]: code.replace("bucketPrefix", "forceDestroy: true,\n      bucketPrefix") });
    const { said, effects } = await retry();
    expect(said).toContain("experts/objected");
    expect(said).toContain("What should");
    expect(effects).toEqual([
      "ledger experts/consulted storage objected",
      "check code/experts on the commit: failure",
    ]);
  });

  it.each([
    ["is merged", { state: "closed", merged: true }, "intake/not-my-pull-request"],
    [
      "is another repository's",
      { head: { ref: "code/change-7-x", sha: "", repository: "eve/infra" } },
      "intake/not-my-pull-request",
    ],
  ] as const)("is refused where it %s", async (_, members, code) => {
    const { asked, retry } = await drafted(() => []);
    const pull = asked.pulls.get(100);
    if (pull !== undefined) asked.pulls.set(100, { ...pull, ...members });
    const { said, effects } = await retry();
    expect(said).toContain(code);
    expect(effects).toEqual([]);
  });

  it("is refused where nobody remembers what it was asked for with", async () => {
    const said = await circle(judges, () => []).say(world(), "/code retry", ON_PULL);
    expect(said).toContain("experts/nothing-to-judge");
  });
});
