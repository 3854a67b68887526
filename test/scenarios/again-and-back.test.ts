import { beforeAll, describe, expect, it } from "vitest";
import { type Conversation, conversation, merge } from "../support/conversation.ts";
import { realJudges } from "../support/real-judges.ts";
import { recordingHands, SETTINGS, type World } from "../support/recording-hands.ts";

const TWO = SETTINGS.replace(
  "stacks:\n",
  `  staging: { account: "222222222222", region: eu-north-1, apply_environment: code-staging }
stacks:
  storage-staging: { environment: staging }
`,
);
const ASK = "/code a private bucket called invoices, kept 90 days, in the storage stack";
const PULL = { issue: { number: 100, isPullRequest: true } };

let work: Conversation["work"];
let say: Conversation["say"];
beforeAll(async () => {
  ({ work, say } = conversation(await realJudges()));
});

const two = () => recordingHands({ ".github/code.yml": TWO });

function since(world: World, from: number): string[] {
  return world.effects.slice(from).filter((effect) => !/^(eyes|comment: [A-Z])/.test(effect));
}

function fileOn(world: World, branch: string, path: string): string | undefined {
  return world.commits.get(world.branches.get(branch) ?? "")?.files[path];
}

describe("the same for another environment", () => {
  it("does all that the pull request was asked for on the stack of that environment, and names what differs", async () => {
    const world = two();
    await say(world, ASK);
    await say(world, "/code keep the invoices 180 days", PULL);
    await say(world, "/code which buckets do we have?");
    const from = world.effects.length;
    const answered = await say(world, "/code the same for staging");
    expect(since(world, from)).toEqual([
      expect.stringMatching(/^ledger intake\/requested/),
      expect.stringMatching(/^commit code\/change-7-\S+: (stacks\/storage-staging\/\S+,? ?)+$/),
      expect.stringMatching(/^pull request code\/change-7-\S+: .* in storage-staging$/),
      expect.stringMatching(/^ledger intake\/proposed .*"pullRequest":101/),
      "comment: ✅ Done",
    ]);
    expect(answered).toContain(
      "The same as #100, in storage-staging (staging) instead of storage: region eu-north-1 instead of eu-west-1, account 222222222222 instead of 123456789012.",
    );
    expect(world.pulls.get(101)?.body).toContain("180");
    expect(world.pulls.get(101)?.body).toContain("The same as &#35;");
  });

  it("takes the answers of the first time, also on the pull request", async () => {
    const world = two();
    await say(world, "/code a table called orders in the storage stack");
    await say(world, "/code 1: orderId");
    const answered = await say(world, "/code and for staging too", PULL);
    expect(answered).toContain("Pull request: #101");
    expect(world.pulls.get(101)?.body).toContain("orderId");
  });

  it("asks where more than one stack fits", async () => {
    const world = recordingHands({
      ".github/code.yml": TWO.replace("storage-staging:", "network: { environment: staging }\n  files:"),
    });
    await say(world, ASK);
    expect(await say(world, "/code the same for staging")).toContain("files, network?");
    await say(world, "/code 1: files");
    expect([...world.pulls.values()].at(-1)?.title).toMatch(/ in files$/);
  });

  it.each([
    ["nothing was proposed", [], "the same for staging", "intake/nothing-to-repeat"],
    [
      "the only request is open",
      ["/code a table called orders in the storage stack"],
      "the same for staging",
      "intake/nothing-to-repeat",
    ],
    ["no stack lies there", [ASK], "the same for qa", "No stack lies in qa"],
    ["it was done there", [ASK], "the same for the storage stack", "was done in storage already"],
    ["it stands beside a request", [ASK], "a queue\n/code the same for staging", "intake/mixed"],
  ])("is refused where %s", async (_, before, body, words) => {
    const world = two();
    for (const one of before) await say(world, one);
    const pulls = world.pulls.size;
    expect(await say(world, `/code ${body}`)).toContain(words);
    expect(world.pulls.size).toBe(pulls);
  });

  it("takes nothing from strangers, from later comments, or from whoever may not ask any more", async () => {
    const world = two();
    await say(world, ASK);
    world.permissions.set("eve", "read");
    expect(await say(world, "/code a public bucket called evil", { author: "eve" })).toContain("not-allowed");
    await say(world, "/code a log group called web, kept 30 days, in the storage stack", { author: "ben" });
    world.permissions.set("ben", "read");
    const trigger = world.lastOrder().comment.id + 1;
    await say(world, "/code a queue called later in the storage stack", {
      comment: { id: trigger + 1000, body: "/code a queue called later in the storage stack" },
    });
    world.bodies.set(trigger, "/code the same for staging");
    await say(world, "/code the same for staging", {
      comment: { id: trigger, body: "/code the same for staging" },
    });
    const [, , last] = [...world.pulls.values()];
    expect([...world.pulls.values()].at(-1)?.body).toContain("aws_s3_bucket.invoices");
    expect(last).toBeDefined();
    expect(JSON.stringify([...world.pulls.values()])).not.toContain("evil");
  });
});

describe("undo the last change", () => {
  it("takes back the last further commit, then closes the pull request, then has nothing left", async () => {
    const world = recordingHands();
    await say(world, "/code a private bucket called invoices, kept 90 days");
    await say(world, "/code keep the invoices 180 days", PULL);
    const branch = world.pulls.get(100)?.head.ref ?? "";
    expect(fileOn(world, branch, "stacks/storage/storage.ts")).toContain("180");

    let from = world.effects.length;
    const first = await say(world, "/code undo the last change", { author: "ben" });
    expect(first).toContain("“keep the invoices 180 days”, asked for by `ana`");
    expect(since(world, from)).toEqual([
      expect.stringMatching(
        /^commit code\/change-7-\S+: stacks\/storage\/contract\/issue-100-\d+\.json, stacks\/storage\/storage\.ts$/,
      ),
      "body of #100",
      expect.stringMatching(/^ledger intake\/undone .*"pullRequest":100,"requester":"ben"/),
      "comment: ✅ Done",
    ]);
    expect(fileOn(world, branch, "stacks/storage/storage.ts")).toContain("90");

    from = world.effects.length;
    expect(await say(world, "/code take that back", PULL)).toContain("Closed #100");
    expect(since(world, from)).toEqual([
      "close #100",
      expect.stringMatching(/^ledger intake\/undone/),
      "comment: ✅ Done",
    ]);
    expect(await say(world, "/code undo")).toContain("intake/nothing-to-undo");
    expect(await say(world, "/code the same for staging")).toContain("intake/nothing-to-repeat");
  });

  it("rolls a merged one back, and names it", async () => {
    const world = recordingHands();
    await say(world, "/code a private bucket called invoices");
    merge(world, 100);
    const from = world.effects.length;
    expect(await say(world, "/code undo the last change")).toContain("Pull request #101 undoes #100");
    expect(since(world, from)).toEqual([
      expect.stringMatching(/^commit code\/rollback-100: /),
      expect.stringMatching(/^pull request code\/rollback-100: /),
      expect.stringMatching(/^ledger rollback\/proposed .*"undoes":100/),
      "comment: ✅ Done",
    ]);
  });

  it.each(
    [0, 1, 2, 3, 4].flatMap((step) => [
      [step, "a further commit"] as const,
      [step, "a pull request"] as const,
    ]),
  )("reaches the same end when it is killed after %i effects of taking back %s", async (step, what) => {
    const world = recordingHands();
    await say(world, "/code a private bucket called invoices, kept 90 days");
    if (what === "a further commit") await say(world, "/code keep the invoices 180 days", PULL);
    const from = world.effects.length;
    world.killAfter(from + step);
    await say(world, "/code undo the last change").catch(() => work(world, world.lastOrder()));
    expect(world.effects.slice(from).filter((effect) => effect.startsWith("ledger"))).toHaveLength(1);
    const pull = world.pulls.get(100);
    expect(pull?.state).toBe(what === "a pull request" ? "closed" : "open");
    expect(fileOn(world, pull?.head.ref ?? "", "stacks/storage/storage.ts")).toContain("90");
  });

  it("keeps what people changed since in the same files", async () => {
    const world = recordingHands();
    await say(world, "/code a private bucket called invoices, kept 90 days");
    await say(world, "/code keep the invoices 180 days", PULL);
    const branch = world.pulls.get(100)?.head.ref ?? "";
    world.commit(branch, { "stacks/storage/storage.ts": "by hand" });
    expect(await say(world, "/code undo the last change")).toContain("intake/undo-conflict");
    expect(fileOn(world, branch, "stacks/storage/storage.ts")).toBe("by hand");
  });

  it("acts on nothing that was not proposed in its conversation", async () => {
    const world = recordingHands();
    await say(world, "/code a private bucket called invoices");
    const elsewhere = { issue: { number: 8, isPullRequest: false } };
    expect(await say(world, "/code undo the last change", elsewhere)).toContain("intake/nothing-to-undo");
    const foreign = { issue: { number: 55, isPullRequest: true } };
    expect(await say(world, "/code undo the last change", foreign)).toContain("intake/nothing-to-undo");
    expect(world.pulls.get(100)?.state).toBe("open");
  });

  it("has nothing to do where somebody closed it", async () => {
    const world = recordingHands();
    await say(world, "/code a private bucket called invoices");
    await world.hands.changes.closePullRequest(100);
    expect(await say(world, "/code undo the last change")).toContain("closed without being merged");
  });
});
