import { beforeAll, describe, expect, it } from "vitest";
import { PipelineError } from "#shared/core/error.ts";
import type { Model } from "#shared/core/model.ts";
import type { Purse, Wallet } from "#shared/core/purse.ts";
import type { TypedChange } from "#shared/core/typed-change.ts";
import { openPurses } from "../../app/adapters/purses.ts";
import type { Judges } from "../../app/steps/judges.ts";
import { FREE } from "../support/circle.ts";
import { conversation } from "../support/conversation.ts";
import { modelAnswer } from "../support/model-answer.ts";
import { realJudges } from "../support/real-judges.ts";
import { recordingHands, SETTINGS } from "../support/recording-hands.ts";

const ROSTER = `seats:
  security: { models: [{ vendor: openai, model: guard }] }
  reliability: { models: [{ vendor: google, model: steady }] }
`;
const ASKED = "/code a private bucket for the invoices, kept 90 days, in the storage stack";

let judges: Judges;
beforeAll(async () => {
  judges = await realJudges();
});

/** What a model in a seat says of a packet; a text is the failure that its hand reports. */
type Says = (task: string) => object[] | string;

const FINDING = {
  ...{ id: "S1", by: "model", dimension: "security", rule: "S3-1", severity: "critical", status: "fail" },
  ...{ controls: [], message: "The bucket goes with all that is in it." },
};
const forced = (task: string) =>
  task.includes('"force_destroy":true')
    ? [{ ...FINDING, resource: "aws_s3_bucket.invoices", path: "force_destroy", quoted: true }]
    : [];

/** Each answer costs a quarter of a dollar. */
function seated(says: Says, purse: Purse): Model {
  return {
    ask: async ({ task }) => {
      const reservation = purse.reserve(0.5);
      reservation.settle({ dollars: 0.25, usage: modelAnswer(null) });
      const said = says(task);
      if (typeof said !== "string") return modelAnswer({ findings: said, notes: [] });
      throw new PipelineError(`model/${said}` as "model/timeout", "no", { next: "" });
    },
  };
}

/** An author that forgets what a bucket holds, and mends that when it is told, or only hides it. */
function author(mend: (change: TypedChange) => TypedChange | null): Judges["author"] {
  return {
    write: async (packet, signal) => withForce(await judges.author.write(packet, signal)),
    mend: async ({ draft }) => mend(draft),
  };
}

function withForce(change: TypedChange): TypedChange {
  return changed(change, (given) => ({ ...given, force_destroy: true }));
}
const withoutForce = (change: TypedChange) =>
  changed(change, ({ force_destroy: _, ...rest }: Record<string, unknown>) => rest);

function changed(change: TypedChange, edit: (given: Record<string, unknown>) => object): TypedChange {
  const operations = change.operations.map((one) =>
    one.kind === "create" && one.type === "aws_s3_bucket" ? { ...one, arguments: edit(one.arguments) } : one,
  );
  return { ...change, operations } as TypedChange;
}

function circle(
  security: Says,
  {
    reliability = () => [],
    wallet = FREE,
    ...more
  }: { reliability?: Says; wallet?: Wallet } & Partial<Judges> = {},
) {
  const models = { guard: security, steady: reliability };
  const staff: Judges["staff"] = {
    usual: null,
    open: ({ model }, { purse }) => {
      const says = models[model as keyof typeof models];
      return says === undefined ? null : seated(says, purse);
    },
    walletOf: () => wallet,
    writing: () => judges.author,
  };
  return conversation({ ...judges, ...more, staff });
}
const walletOf = () =>
  openPurses(":memory:", { dollarsADay: 5, now: () => new Date() })({
    ...{ repository: "octo/infra", request: "r", caps: { request: 5, day: 5 } },
  });
const world = () => recordingHands({ ".github/code.yml": SETTINGS + ROSTER });
const effectsOf = ({ effects }: ReturnType<typeof world>) =>
  effects.flatMap(
    (effect) => /^(draft |pull|check code|ledger experts).*/.exec(effect.replace(/-\w+:/, ":"))?.[0] ?? [],
  );

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
    expect(await circle(() => [], { reliability: low }).say(asked, ASKED)).toContain("Pull request: #100");
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
    expect(await circle(says, { author: author(withoutForce) }).say(asked, ASKED)).toContain(
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
    await circle(forced, { author: author(withoutForce), wallet }).say(asked, ASKED);
    const body = asked.pulls.get(100)?.body ?? "";
    expect(body).toContain("This round of the circle cost $0.50:");
    expect(body).toContain("All rounds of this request together cost $1.00:");
    expect(body).toContain("| security | `openai/guard` | 2 | 2 / 2 | $0.50 |");
    const [paid] = asked.effects.filter((effect) => effect.startsWith("ledger intake/paid"));
    expect(paid).toContain('"dollars":1,');
  });

  it("says in a refusal what it has cost", async () => {
    const said = await circle(forced, { author: author(() => null), wallet: walletOf() }).say(world(), ASKED);
    expect(said).toContain("The models of this request cost $0&#46;50&#46;");
  });

  it.each<[string, (change: TypedChange) => TypedChange | null]>([
    ["mends nothing", (change) => change],
    ["has nothing left to try", () => null],
    ["drops what was objected to", (change) => ({ ...change, operations: change.operations.slice(1) })],
  ])("refuses with one question where the author %s", async (_, mend) => {
    const asked = world();
    const said = await circle(forced, { author: author(mend) }).say(asked, ASKED);
    expect(said).toContain("experts/objected");
    expect(said).toContain("What should force&#95;destroy of aws&#95;s3&#95;bucket&#46;invoices be instead?");
    expect(new Set(effectsOf(asked))).toEqual(new Set(["ledger experts/consulted storage objected"]));
  });

  it("opens a draft that a person has to decide on where security was not heard", async () => {
    const asked = world();
    expect(await circle(() => "timeout").say(asked, ASKED)).toContain("Pull request: #100");
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
    const { work, say } = circle(() => {
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

describe("a draft whose experts are asked again", () => {
  const ON_PULL = { issue: { number: 100, isPullRequest: true } };

  /** A world with a draft that security was not heard about, and a circle whose security says this from now on. */
  async function drafted(later: Says) {
    const asked = world();
    let says: Says = () => "timeout";
    const asking = circle((task) => says(task));
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
    const said = await circle(() => []).say(world(), "/code retry", ON_PULL);
    expect(said).toContain("experts/nothing-to-judge");
  });
});
