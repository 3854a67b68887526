import { beforeAll, describe, expect, it } from "vitest";
import type { TypedChange } from "#shared/core/typed-change.ts";
import type { Judges } from "../../app/steps/judges.ts";
import { realJudges } from "../support/real-judges.ts";
import {
  ASKED,
  author,
  circle,
  effectsOf,
  FINDING,
  forced,
  type Says,
  walletOf,
  withoutForce,
  world,
} from "../support/scripted-circle.ts";

let judges: Judges;
beforeAll(async () => {
  judges = await realJudges();
});

describe("the circle of a request", () => {
  it("lets what it approves pass, with its check and what models said", async () => {
    const asked = world();
    const low = (): object[] => [
      {
        ...FINDING,
        severity: "low",
        resource: "aws_s3_bucket.invoices",
        path: "bucket_prefix",
        quoted: "invoices-",
      },
    ];
    expect(await circle(judges, () => [], { reliability: low }).say(asked, ASKED)).toContain(
      "Pull request: #100",
    );
    expect(effectsOf(asked)).toEqual([
      "ledger experts/consulted storage approved",
      "pull request code/change-7-add-bucket-invoices: Add bucket invoices",
      "check code/experts on the commit: success",
    ]);
    const body = asked.pulls.get(100)?.body ?? "";
    for (const part of [
      "`openai/guard + key-less analyser`",
      "| reliability | `google/steady` | 1 low |",
      "Dissent",
    ])
      expect(body).toContain(part);
  });

  it("sends an objection back to the author, and judges the mended change anew", async () => {
    const asked = world();
    const packets: string[] = [];
    const says: Says = (task) => {
      packets.push(task);
      return forced(task);
    };
    expect(await circle(judges, says, { author: author(judges, withoutForce) }).say(asked, ASKED)).toContain(
      "Pull request: #100",
    );
    expect(packets).toHaveLength(2);
    expect(effectsOf(asked).slice(0, 3)).toEqual([
      "ledger experts/consulted storage objected",
      "ledger experts/consulted storage approved",
      "ledger experts/outcome security fixed",
    ]);
  });

  it("says what all rounds cost, in the pull request and in the ledger", async () => {
    const asked = world();
    const wallet = walletOf();
    await circle(judges, forced, { author: author(judges, withoutForce), wallet }).say(asked, ASKED);
    const body = asked.pulls.get(100)?.body ?? "";
    expect(body).toContain("This round of the circle cost $0.50:");
    expect(body).toContain("All rounds of this request together cost $1.00:");
    expect(body).toContain("| security | `openai/guard` | 2 | 2 / 2 | $0.50 |");
    const [paid] = asked.effects.filter((effect) => effect.startsWith("ledger intake/paid"));
    expect(paid).toContain('"dollars":1,');
  });

  it("says in a refusal what it has cost", async () => {
    const said = await circle(judges, forced, { author: author(judges, () => null), wallet: walletOf() }).say(
      world(),
      ASKED,
    );
    expect(said).toContain("The models of this request cost $0&#46;50&#46;");
  });

  it.each<[string, (change: TypedChange) => TypedChange | null]>([
    ["mends nothing", (change) => change],
    ["has nothing left to try", () => null],
    ["drops what was objected to", (change) => ({ ...change, operations: change.operations.slice(1) })],
  ])("refuses with one question where the author %s", async (_, mend) => {
    const asked = world();
    const said = await circle(judges, forced, { author: author(judges, mend) }).say(asked, ASKED);
    expect(said).toContain("experts/objected");
    expect(said).toContain("What should force&#95;destroy of aws&#95;s3&#95;bucket&#46;invoices be instead?");
    expect(new Set(effectsOf(asked))).toEqual(new Set(["ledger experts/consulted storage objected"]));
  });

  it("opens a draft that a person has to decide on where security was not heard", async () => {
    const asked = world();
    expect(await circle(judges, () => "timeout").say(asked, ASKED)).toContain("Pull request: #100");
    expect(effectsOf(asked)).toEqual([
      "ledger experts/consulted storage undecided",
      "draft pull request code/change-7-add-bucket-invoices: Add bucket invoices",
      "check code/experts on the commit: action_required",
    ]);
    expect(asked.pulls.get(100)?.body).toContain("**undecided**: not heard: security");
  });

  it("is asked once, however often the process is killed behind it", async () => {
    const asked = world();
    let calls = 0;
    const { work, say } = circle(judges, () => {
      calls += 1;
      return [];
    });
    asked.killAfter(1);
    await say(asked, ASKED).catch(() => undefined);
    await work(asked, asked.lastOrder());
    expect(calls).toBe(1);
    expect(effectsOf(asked)).toHaveLength(3);
  });
});
