import { describe, expect, it } from "vitest";
import { PipelineError } from "#shared/core/error.ts";
import type { Order } from "#shared/core/inbox.ts";
import { openInbox } from "../../app/adapters/inbox.ts";
import { answer } from "../../app/answer.ts";
import type { Ways } from "../../app/steps/hands.ts";
import { orderFor, pullRequest, recordingHands, type World } from "../support/recording-hands.ts";

const QUESTION = { number: 1, text: "Which region?", default: "eu-west-1" };
const asking: Ways["propose"] = async ({ thread }) =>
  Object.keys(thread.answers).length === 0
    ? { kind: "asked", open: { stack: null, questions: [QUESTION], asks: "request" } }
    : proposing({ thread } as never);
const proposing: Ways["propose"] = async ({ thread }) => ({
  kind: "proposed",
  proposals: [
    {
      stack: "storage",
      said: [thread.text],
      commit: "",
      parent: "",
      pullRequest: pullRequest(12, { ref: "code/change-7-x", sha: "" }),
      summary: JSON.stringify([thread.text, thread.answers, thread.requesters]),
    },
  ],
});

const reconsider: Ways["reconsider"] = async ({ order }) => `judged #${order.issue.number} again`;
const explain: Ways["explain"] = async ({ question }) => `${question.kind}: ${question.text}`;

function work(world: World, order: Order, propose = proposing): Promise<void> {
  const signal = new AbortController().signal;
  return answer({ order, hands: world.hands, signal }, { propose, reconsider, explain });
}

async function say(world: World, body: string, { propose = proposing, author = "ana", pull = false } = {}) {
  const order = orderFor(world, body, { author, issue: { number: 7, isPullRequest: pull } });
  await work(world, order, propose);
  return [...world.comments.values()].at(-1) ?? "";
}

describe("answer", () => {
  it("reacts first and ends with the pull request", async () => {
    const world = recordingHands();
    expect(await say(world, "/code add a bucket<!-- hidden -->")).toContain("Pull request: #12");
    expect(world.effects).toEqual([
      expect.stringMatching(/^eyes on /),
      expect.stringMatching(/^ledger intake\/requested .*"requester":"ana"/),
      "comment: ✅ Done",
    ]);
  });

  it("asks back and goes on in the same comment with the answers, and defaults for the rest", async () => {
    const world = recordingHands();
    expect(await say(world, "/code add a bucket", { propose: asking })).toContain("Which region?");
    await say(world, "/code 1: eu-north-1", { propose: asking, author: "ben" });
    expect(world.comments.size).toBe(1);
    expect([...world.comments.values()][0]).toContain('["add a bucket",{"1":"eu-north-1"},["ana","ben"]]');
  });

  it("takes the defaults on go, and only once", async () => {
    const world = recordingHands();
    await say(world, "/code add a bucket", { propose: asking });
    expect(await say(world, "/code go", { propose: asking })).toContain('{"1":"eu-west-1"}');
    expect(await say(world, "/code go", { propose: asking })).toContain("intake/no-question");
  });

  it.each([
    ["a reader", "read", "ana", "intake/not-allowed"],
    ["a stranger, whatever the team says", "none", "tess", "intake/not-allowed"],
    ["a reader in a named team", "read", "tess", "Pull request: #12"],
    ["a writer", "write", "ana", "Pull request: #12"],
  ] as const)("judges %s when the work starts", async (...[, permission, author, expected]) => {
    const world = recordingHands();
    world.permission = permission;
    expect(await say(world, "/code add a bucket", { author })).toContain(expected);
  });

  it("does not work on a comment that was edited meanwhile", async () => {
    const world = recordingHands();
    const order = orderFor(world, "/code add a bucket");
    world.bodies.set(order.comment.id, "/code delete it");
    await work(world, order);
    expect([...world.comments.values()][0]).toContain("comment-edited");
  });

  it.each(["/code add a bucket", "/code help", "/code status", "/code paln"])(
    "does nothing and says nothing where %s is deleted before it is read",
    async (body) => {
      for (const permission of ["write", "none"] as const) {
        const world = recordingHands();
        world.permission = permission;
        const order = orderFor(world, body);
        world.bodies.set(order.comment.id, null);
        await work(world, order);
        expect(world.effects).toEqual([]);
      }
    },
  );

  it("ends what it has begun to answer where the comment is deleted before it comes back", async () => {
    const world = recordingHands();
    const broken: Ways["propose"] = async ({ teller }) => {
      await teller.stage("Author");
      throw new Error("502");
    };
    await expect(say(world, "/code add a bucket", { propose: broken })).rejects.toThrow("502");
    world.bodies.set(world.lastOrder().comment.id, null);
    await work(world, world.lastOrder());
    expect([...world.comments.values()]).toEqual([expect.stringContaining("comment-deleted")]);
  });

  it("works on where it may not react", async () => {
    const world = recordingHands();
    const logged: string[] = [];
    Object.assign(world.hands.conversation, { react: async () => false });
    Object.assign(world.hands.log, { warn: (line: string) => logged.push(line) });
    expect(await say(world, "/code add a bucket")).toContain("Pull request: #12");
    expect(logged).toEqual(["intake/not-reacted"]);
  });

  it("says what was refused and keeps it in the ledger", async () => {
    const world = recordingHands();
    const refused: Ways["propose"] = () =>
      Promise.reject(new PipelineError("checks/blocked", "s3/public", { next: "Ask for a private one." }));
    expect(await say(world, "/code add a bucket", { propose: refused })).toContain(
      "Refused: `checks/blocked`",
    );
    expect(world.effects).toContainEqual(expect.stringContaining("ledger intake/refused"));
    expect(await say(world, "/code status")).toContain("ended without a pull request");
    await say(world, "/code retry");
    expect([...world.comments.values()][0]).toContain("Pull request: #12");
  });

  it("asks the experts of a pull request again on retry, and its own request first where one has failed", async () => {
    const world = recordingHands();
    const failing: Ways["propose"] = () =>
      Promise.reject(new PipelineError("checks/blocked", "s3/public", { next: "Ask for a private one." }));
    expect(await say(world, "/code retry", { pull: true })).toContain("judged #7 again");
    await say(world, "/code add a bucket", { pull: true, propose: failing });
    await say(world, "/code retry", { pull: true });
    expect([...world.comments.values()][1]).toContain("Pull request: #12");
    expect(await say(world, "/code retry", { pull: true })).toContain("judged #7 again");
  });

  it("retries on an issue nothing that became a pull request", async () => {
    const world = recordingHands();
    await say(world, "/code add a bucket");
    expect(await say(world, "/code retry")).toContain("intake/nothing-to-retry");
  });

  it("ends a stopped request as cancelled", async () => {
    const world = recordingHands();
    const stop = new AbortController();
    const order = orderFor(world, "/code add a bucket");
    const stopped: Ways["propose"] = async () => {
      stop.abort();
      throw new Error("stopped");
    };
    await answer(
      { order, hands: world.hands, signal: stop.signal },
      { propose: stopped, reconsider, explain },
    );
    expect(world.effects.at(-1)).toBe("comment: 🚫 Cancelled");
  });

  it("throws what may pass, so that it is tried again", async () => {
    const world = recordingHands();
    const broken: Ways["propose"] = () => Promise.reject(new Error("502"));
    await expect(say(world, "/code add a bucket", { propose: broken })).rejects.toThrow("502");
  });

  it("closes an open question on cancel", async () => {
    const world = recordingHands();
    await say(world, "/code add a bucket", { propose: asking });
    expect(await say(world, "/code cancel")).toContain("Stopped: the request whose questions were open.");
    expect(await say(world, "/code go")).toContain("intake/no-question");
    expect(await say(world, "/code cancel")).toContain("Nothing was running");
  });

  it("names everything that it stops, and stops no merge", async () => {
    const world = recordingHands();
    const inbox = openInbox(":memory:");
    Object.assign(world.hands, { inbox });
    const { comment: _, author: __, ...rest } = orderFor(world, "");
    inbox.store({ ...rest, isMerged: true });
    expect(await say(world, "/code cancel")).toContain("Nothing was running");
    expect(await say(world, "/code status")).toContain("Nothing was asked here yet.");
    Object.assign(world.hands, { stop: () => true });
    inbox.store(orderFor(world, "/code add a queue"));
    expect(await say(world, "/code cancel")).toContain(
      "Stopped: what I was working on, and 1 comment that waited.",
    );
  });

  it("lets nobody without the permission touch an open question", async () => {
    const world = recordingHands();
    await say(world, "/code add a bucket", { propose: asking });
    world.permission = "none";
    expect(await say(world, "/code go", { author: "eve" })).toContain("intake/not-allowed");
    expect([...world.comments.values()][0]).toContain("Which region?");
  });

  it.each([
    ["/code help", "takes the defaults"],
    ["/code", "takes the defaults"],
    ["/code paln", "Did you mean `/code plan`?"],
    ["/code café", "One word is not enough"],
    ["/code apply", "Merging applies"],
    ["/code plan", "intake/not-a-pull-request"],
    ["/code go", "intake/no-question"],
    ["/code retry", "intake/nothing-to-retry"],
    ["/code rollback #4", "rollback/unknown"],
  ])("answers %s", async (body, expected) => {
    expect(await say(recordingHands(), body)).toContain(expected);
  });

  it("plans a pull request again", async () => {
    const world = recordingHands();
    await say(world, "/code plan", { pull: true });
    expect(world.effects).toContain("plan #7 again");
  });

  it("refuses where the default branch has no settings", async () => {
    expect(await say(recordingHands({}), "/code add a bucket")).toContain("settings/missing");
  });
});
