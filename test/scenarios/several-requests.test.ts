import { beforeAll, describe, expect, it } from "vitest";
import type { Contract } from "#shared/core/contract.ts";
import { type Conversation, conversation, merge } from "../support/conversation.ts";
import { realJudges } from "../support/real-judges.ts";
import { recordingHands, SETTINGS, type World } from "../support/recording-hands.ts";

const TWO = SETTINGS.replace("stacks:", "stacks:\n  network: { environment: test }");

let work: Conversation["work"];
let say: Conversation["say"];
beforeAll(async () => {
  ({ work, say } = conversation(await realJudges()));
});

function nothingDone({ effects, pulls }: World): void {
  expect(effects.filter((effect) => /^(commit|pull|ledger intake\/proposed)/.test(effect))).toEqual([]);
  expect(pulls.size).toBe(0);
}

function contracts(world: World, branch: string): Contract[] {
  const files = world.commits.get(world.branches.get(branch) ?? "")?.files ?? {};
  return Object.entries(files)
    .filter(([path]) => path.includes("/contract/"))
    .map(([, text]) => JSON.parse(text) as Contract);
}

describe("several requests in one comment", () => {
  it("become one pull request with the promises of all, where they are about one stack", async () => {
    const world = recordingHands();
    const answered = await say(
      world,
      "/code a private bucket called invoices\n/code a log group called api, kept 30 days\n/code keep the invoices 90 days",
    );
    expect(answered).toContain("Pull request: #100");
    expect(world.effects).toEqual([
      expect.stringMatching(/^eyes on /),
      expect.stringMatching(/^ledger intake\/requested/),
      ...["Understand", "Contract", "Author", "Validate", "Experts", "Pull request"].map(
        (stage) => `comment: ${stage}`,
      ),
      expect.stringMatching(
        /^commit code\/change-7-\S+: (stacks\/storage\/contract\/issue-7-\d+-[123]\.json, ){3}/,
      ),
      expect.stringMatching(/^pull request code\/change-7-/),
      expect.stringMatching(/^ledger intake\/proposed .*"pullRequest":100/),
      "comment: ✅ Done",
    ]);
    const [pull] = [...world.pulls.values()];
    const made = contracts(world, pull?.head.ref ?? "");
    expect(made.map(({ promises }) => promises.some(({ kind }) => kind === "exists"))).toEqual([
      true,
      true,
      true,
    ]);
    for (const part of [
      "aws_s3_bucket.invoices",
      "aws_cloudwatch_log_group.api",
      "`rule.expiration.days` is `90`",
    ]) {
      expect(pull?.body).toContain(part);
    }
  });

  it("go together where one of them is known by the catalogue alone", async () => {
    const world = recordingHands();
    const body = "/code a private bucket called invoices\n/code a glue catalog database called sales";
    expect(await say(world, body)).toContain("Pull request: #100");
    const [pull] = [...world.pulls.values()];
    for (const part of ["aws_s3_bucket.invoices", "aws_glue_catalog_database.sales"])
      expect(pull?.body).toContain(part);
  });

  it("become one pull request for each stack", async () => {
    const world = recordingHands({ ".github/code.yml": TWO });
    const answered = await say(
      world,
      "/code\n- a private bucket called invoices in the storage stack\n- a log group called api in the network stack",
    );
    expect(answered).toContain("#100");
    expect(answered).toContain("#101");
    const [first, second] = [...world.pulls.values()];
    expect(first?.body).not.toContain("aws_cloudwatch_log_group");
    expect(second?.body).not.toContain("aws_s3_bucket");
    expect(first?.title).toMatch(/ in storage$/);
    const proposed = world.effects.filter((effect) => effect.startsWith("ledger intake/proposed"));
    expect(proposed).toEqual([
      expect.stringContaining('"pullRequest":100'),
      expect.stringContaining('"pullRequest":101'),
    ]);
  });

  it("reach the same end wherever the work on two stacks is killed", async () => {
    const body =
      "/code a bucket called alpha in the storage stack\n/code a bucket called beta in the network stack";
    const whole = recordingHands({ ".github/code.yml": TWO });
    await say(whole, body);
    const from = whole.effects.findIndex((effect) => effect.startsWith("commit"));
    for (let step = from; step < whole.effects.length; step += 1) {
      const world = recordingHands({ ".github/code.yml": TWO });
      world.killAfter(step);
      const order = { ...whole.lastOrder() };
      world.bodies.set(order.comment.id, body);
      await expect(work(world, order)).rejects.toThrow("killed");
      await work(world, order);
      expect([...world.pulls.values()].map(({ head }) => head.ref)).toEqual(
        [...whole.pulls.values()].map(({ head }) => head.ref),
      );
      expect(world.effects.filter((effect) => effect.startsWith("ledger"))).toEqual(
        whole.effects.filter((effect) => effect.startsWith("ledger")),
      );
    }
  });

  it.each([
    ["one cannot be understood", "/code a private bucket\n/code a flying carpet", "“a flying carpet”"],
    ["they contradict", "/code a bucket called alpha\n/code remove the alpha bucket", "intent/contradiction"],
    ["a question is among them", "/code a bucket\n/code which buckets do we have?", "intake/mixed"],
    ["one is a command", "/code a bucket\n/code plan", "intake/unknown-command"],
    ["one is of another stack", "/code a bucket\n/code a queue in the payroll stack", "payroll"],
    ["one is blocked by a rule", "/code a bucket called alpha\n/code a public bucket called beta", "Refused"],
  ])("are all left undone where %s", async (_, body, words) => {
    const world = recordingHands();
    const answered = await say(world, body);
    expect(answered).toContain("Refused");
    expect(answered).toContain(words);
    expect(answered).toMatch(/Nothing of this comment was done|of its own|intake.no-stack/);
    nothingDone(world);
  });

  it("ask what is open in any of them before anything is done, and go on with the answers", async () => {
    const world = recordingHands();
    const body =
      "/code a private bucket called invoices\n/code a table called orders\n/code a table called carts";
    const asked = await say(world, body);
    expect(asked).toMatch(/1\. “a table called orders”.*\n2\. “a table called carts”/);
    nothingDone(world);
    expect(await say(world, "/code 1: orderId\n2: cartId")).toContain("Pull request: #100");
    const [pull] = [...world.pulls.values()];
    for (const part of ["orderId", "cartId", "aws_s3_bucket.invoices"]) expect(pull?.body).toContain(part);
  });

  it("ask once for the stack of all that name none", async () => {
    const world = recordingHands({ ".github/code.yml": TWO });
    const asked = await say(
      world,
      "/code a bucket called alpha\n/code a bucket called beta in the storage stack",
    );
    expect(asked).toContain("Which stack for “a bucket called alpha”");
    await say(world, "/code 1: network");
    expect([...world.pulls.values()].map(({ title }) => title)).toEqual([
      expect.stringMatching(/ in network$/),
      expect.stringMatching(/ in storage$/),
    ]);
  });
});

describe("a request that names no stack", () => {
  it("is about the only stack that has what it changes", async () => {
    const world = recordingHands({ ".github/code.yml": TWO });
    await say(world, "/code a private bucket called invoices in the storage stack");
    merge(world, 100);
    const files = world.commits.get(world.branches.get("main") ?? "")?.files ?? {};
    expect(Object.keys(files)).toContain("stacks/storage/storage.ts");
    await say(world, "/code keep the invoices 180 days");
    expect([...world.pulls.values()].at(-1)?.body).toContain("180");
    expect(await say(world, "/code a private bucket called other")).toContain("network, storage?");
  });

  it("on a pull request of ours is about its stack, and another stack is refused there", async () => {
    const world = recordingHands({ ".github/code.yml": TWO });
    await say(world, "/code a private bucket called invoices in the storage stack");
    const on = { issue: { number: 100, isPullRequest: true } };
    expect(await say(world, "/code a log group called api", on)).toContain("Pull request: #100");
    const elsewhere = await say(world, "/code a log group called web in the network stack", on);
    expect(elsewhere).toContain("intake/other-stack");
    expect(world.pulls.size).toBe(1);
  });

  it("is about the stack of the cloud that it names", async () => {
    const settings = SETTINGS.replace(
      "stacks:\n",
      `  office: { cloud: azure, account: 00000000-0000-0000-0000-000000000000, region: westeurope, apply_environment: code-office }
stacks:
  files: { environment: office }
`,
    );
    const world = recordingHands({ ".github/code.yml": settings });
    expect(await say(world, "/code a log group called web on Azure")).toContain("in files.");
    expect([...world.pulls.values()][0]?.body).toContain("azurerm_log_analytics_workspace.web");
    expect(await say(world, "/code a private bucket called invoices on Google Cloud")).toContain(
      "No stack lies on Google Cloud",
    );
  });
});
