import { beforeAll, describe, expect, it } from "vitest";
import { type Conversation, conversation, merge } from "../support/conversation.ts";
import { realJudges } from "../support/real-judges.ts";
import { recordingHands, SETTINGS, type World } from "../support/recording-hands.ts";

let say: Conversation["say"];
let world: World;
beforeAll(async () => {
  const judges = await realJudges();
  const author = { write: () => Promise.reject(new Error("an author was asked")) };
  world = recordingHands();
  const before = conversation(judges);
  await before.say(world, "/code a private bucket called invoices with versioning, kept 90 days");
  merge(world, 100);
  await before.say(world, "/code a log group called api, kept 30 days");
  ({ say } = conversation({ ...judges, author }));
});

describe("a question", () => {
  it.each([
    [
      "which buckets do we have?",
      ["`aws_s3_bucket.invoices` (bucket)", "expiration days `90`"],
      ["aws_cloudwatch"],
    ],
    ["What do we have?", ["**storage** (test, eu&#45;west&#45;1)", "aws_s3_bucket.invoices"], []],
    ["show me the invoices", ["aws_s3_bucket.invoices"], []],
    ["what does invoices use?", ["uses nothing else of this stack"], []],
    [
      "what is promised about the invoices?",
      ["Asked for in #7 by `ana`: “a private bucket called invoices with versioning", "`90`"],
      ["Nothing"],
    ],
    ["why is the bucket private?", ["block public acls `true`", "Rule `s3/public_access_blocked`"], []],
    ["what would it cost?", ["do not know prices"], ["aws_"]],
    ["do we have a queue?", ["There is no queue in `storage`."], []],
    ["what is `code/x` @octo <b>about</b>?", ["questions/not-found"], ["@octo", "<b>"]],
    ["what does payroll use?", ["questions/not-found", "There is", "invoices"], []],
    ["what is in the payroll stack?", ["intake/no-stack", "payroll"], []],
    ["what is there in staging?", ["intake/no-stack", "staging"], []],
  ])("%s", async (question, expected, unexpected) => {
    const before = world.effects.length;
    const answered = await say(world, `/code ${question}`);
    for (const part of expected) expect(answered).toContain(part);
    for (const part of unexpected) expect(answered).not.toContain(part);
    const effects = world.effects
      .slice(before)
      .filter((effect) => !effect.startsWith("ledger intake/refused"));
    expect(effects).toEqual([
      expect.stringMatching(/^eyes on /),
      expect.stringMatching(/^comment: (💬 Answer|⛔)/),
    ]);
  });

  it("on a pull request of ours is about its head", async () => {
    const [, later] = [...world.pulls.values()];
    const on = { issue: { number: later?.number ?? 0, isPullRequest: true } };
    expect(await say(world, "/code what do we keep?", on)).toContain("questions/not-found");
    expect(await say(world, "/code which log groups are there?", on)).toContain(
      "aws_cloudwatch_log_group.api",
    );
    expect(await say(world, "/code which log groups are there?")).toContain("There is no log group");
  });

  it("on a pull request of somebody else is about the default branch", async () => {
    const on = { issue: { number: 55, isPullRequest: true } };
    const answered = await say(world, "/code which buckets do we have?", on);
    expect(answered).toContain("aws_s3_bucket.invoices");
    expect(answered).toContain((world.branches.get("main") ?? "").slice(0, 7));
  });

  it("is answered to those alone who may ask, and as it was written", async () => {
    world.permissions.set("eve", "read");
    const refused = await say(world, "/code which buckets do we have?", { author: "eve" });
    expect(refused).toContain("intake/not-allowed");
    expect(refused).not.toContain("aws_s3_bucket");
    const comment = { id: 9999, body: "/code which buckets do we have?" };
    world.bodies.set(comment.id, "/code what do we have?");
    expect(await say(world, comment.body, { comment })).toContain("intake/comment-edited");
  });

  it("about too many stacks is refused until one is named", async () => {
    const names = Array.from({ length: 9 }, (_, at) => `\n  s${at}: { environment: test }`).join("");
    const many = recordingHands({ ".github/code.yml": SETTINGS.replace("stacks:", `stacks:${names}`) });
    expect(await say(many, "/code what do we have?")).toContain("questions/too-many-stacks");
    expect(await say(many, "/code what is in the storage stack?")).toContain("Nothing is in it yet.");
  });

  it("leaves an open question open", async () => {
    const asking = recordingHands({
      ".github/code.yml": SETTINGS.replace("stacks:", "stacks:\n  network: { environment: test }"),
    });
    expect(await say(asking, "/code a private bucket")).toContain("Which stack");
    expect(await say(asking, "/code what is there?")).toContain("Nothing is in it yet.");
    expect(await say(asking, "/code status")).toContain("waits for answers");
  });
});
