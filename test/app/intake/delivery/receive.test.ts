import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Job } from "#shared/core/inbox.ts";
import { type Desk, type RawDelivery, receive } from "../../../../app/intake/delivery/receive.ts";
import { commentPayload, mergePayload, SECRET, signed } from "../../../support/deliveries.ts";

const COMMENT = commentPayload("/code add a bucket");
const WAIVE = commentPayload("/code waive security-3fa9c1 because it is fine");
const ana = COMMENT.sender;

async function deliver(...deliveries: RawDelivery[]) {
  const stored = new Map<string, Job>();
  const desk: Desk = {
    secret: SECRET,
    self: "code-bot[bot]",
    knows: async (installation, { id, name }) => installation === 4242 && id === 555 && name === "octo/infra",
    inbox: {
      async storeSoon(order) {
        if (stored.has(order.key)) return "duplicate";
        stored.set(order.key, order);
        return "stored";
      },
    },
  };
  const replies = [];
  for (const delivery of deliveries) replies.push(await receive(delivery, desk));
  return { replies, stored: [...stored.values()] };
}

const PULL = { "x-github-event": "pull_request" };
const merged = (members: Record<string, unknown> = {}) => signed(mergePayload(members), PULL);
const from = (ref: string, repository: string | null = "octo/infra") => ({
  pull_request: { merged: true, head: { ref, repo: repository === null ? null : { full_name: repository } } },
});

describe("receive of a pull request", () => {
  it("stores a merge once, by its number and nothing that anybody wrote", async () => {
    const { replies, stored } = await deliver(merged(), merged());
    expect(replies.map(({ outcome }) => outcome)).toEqual(["stored", "duplicate"]);
    expect(stored).toEqual([
      {
        ...{ key: expect.stringMatching(/^[0-9a-f]{64}$/), delivery: expect.any(String), installation: 4242 },
        ...{ repository: { id: 555, name: "octo/infra" }, issue: { number: 12, isPullRequest: true } },
        ...{ isUrgent: false, isMerged: true },
      },
    ]);
  });

  it.each([
    ["one of ours", {}, "stored"],
    ["a rollback of ours", from("code/rollback-12"), "stored"],
    ["what GitHub's revert button made", from("revert-12-code/change-7-add-a-bucket"), "stored"],
    ["a revert of no number", from("revert-x"), "ignored/not-ours"],
    ["a person's branch", from("fix/code/change-7"), "ignored/not-ours"],
    ["a follow-up of the deployer", from("code/follow-up/storage-1"), "ignored/not-ours"],
    ["a fork's branch of our name", from("code/change-7-x", "eve/infra"), "ignored/not-ours"],
    ["a branch of a repository that is gone", from("code/change-7-x", null), "ignored/not-ours"],
    [
      "one that was closed unmerged",
      { pull_request: { ...mergePayload().pull_request, merged: false } },
      "ignored/not-merged",
    ],
    ["one that was opened", { action: "opened" }, "ignored/action"],
    [
      "one that was changed, whatever else it holds",
      { action: "synchronize", number: "x" },
      "ignored/action",
    ],
    [
      "one in another repository",
      { repository: { id: 1, full_name: "eve/infra" } },
      "intake/unknown-repository",
    ],
    ["one of another installation", { installation: { id: 1 } }, "intake/unknown-repository"],
    ["one without a number", { number: undefined }, "intake/malformed"],
    ["one whose number is a text", { number: "12" }, "intake/malformed"],
    [
      "one that is merged in a word",
      { pull_request: { ...mergePayload().pull_request, merged: "true" } },
      "intake/malformed",
    ],
    ["one without an action", { action: undefined }, "intake/malformed"],
  ])("takes %s for what it is", async (_, members, outcome) => {
    const { replies, stored } = await deliver(merged(members));
    expect(replies[0]?.outcome).toBe(outcome);
    expect(stored).toHaveLength(outcome === "stored" ? 1 : 0);
  });

  it("takes a merge that nobody signed from nobody", async () => {
    const { replies } = await deliver(signed(mergePayload(), { ...PULL, "x-hub-signature-256": undefined }));
    expect(replies[0]?.status).toBe(401);
  });
});

describe("receive", () => {
  it("stores a command before it answers", async () => {
    const { replies, stored } = await deliver(signed(COMMENT));
    expect(replies).toEqual([{ status: 202, outcome: "stored" }]);
    expect(stored[0]).toMatchObject({
      installation: 4242,
      issue: { number: 7 },
      author: "ana",
      isUrgent: false,
    });
  });

  it("takes the same comment under another delivery id for the same command", async () => {
    const { replies, stored } = await deliver(signed(COMMENT), signed(COMMENT));
    expect(replies.map(({ outcome }) => outcome)).toEqual(["stored", "duplicate"]);
    expect(stored).toHaveLength(1);
  });

  it("lets help, status and cancel wait for nobody", async () => {
    for (const body of ["/code help", "/code status", "/code cancel"]) {
      expect((await deliver(signed(commentPayload(body)))).stored[0]?.isUrgent).toBe(true);
    }
  });

  const sha1 = `sha1=${createHmac("sha1", SECRET).update(JSON.stringify(COMMENT)).digest("hex")}`;
  const bytes = (text: string, tail: number[]) => Buffer.concat([Buffer.from(text), Buffer.from(tail)]);

  it.each<[string, RawDelivery, number]>([
    ["no signature", signed(COMMENT, { "x-hub-signature-256": undefined }), 401],
    [
      "a SHA-1 signature only",
      signed(COMMENT, { "x-hub-signature-256": undefined, "x-hub-signature": sha1 }),
      401,
    ],
    ["a signature twice", signed(COMMENT, { "x-hub-signature-256": "sha256=00, sha256=00" }), 401],
    [
      "a signature with its digits in capitals",
      signed(COMMENT, { "x-hub-signature-256": `sha256=${"A".repeat(64)}` }),
      401,
    ],
    [
      "one byte more than was signed",
      { ...signed(COMMENT), body: bytes(JSON.stringify(COMMENT), [10]) },
      401,
    ],
    ["a form", signed(COMMENT, { "content-type": "application/x-www-form-urlencoded" }), 415],
    ["a compressed body", signed(COMMENT, { "content-encoding": "gzip" }), 415],
    ["no event", signed(COMMENT, { "x-github-event": undefined }), 400],
    ["no delivery id", signed(COMMENT, { "x-github-delivery": undefined }), 400],
    [
      "a repository's own webhook",
      signed(COMMENT, { "x-github-hook-installation-target-type": "repository" }),
      400,
    ],
    ["invalid UTF-8", signed(bytes('{"a":"', [0xff, 0x22, 0x7d])), 400],
    ["half of a surrogate pair", signed(bytes('{"a":"', [0xed, 0xa0, 0xbd, 0x22, 0x7d])), 400],
    ["an escaped half of a surrogate pair", signed(commentPayload("/code \ud83d x")), 400],
    ["a byte order mark", signed(`\ufeff${JSON.stringify(COMMENT)}`), 400],
    ["cut JSON", signed('{"action":"created",'), 400],
    ["a key twice", signed('{"action":"created","acti\\u006fn":"deleted"}'), 400],
    [
      "a key twice, far from its colon",
      signed(`{"action":"created","action"${" ".repeat(99)}:"deleted"}`),
      400,
    ],
    ["65 levels", signed(`${"[".repeat(65)}${"]".repeat(65)}`), 400],
    ["an array", signed("[]"), 400],
    ["a fraction as installation", signed({ ...COMMENT, installation: { id: 4242.5 } }), 400],
    ["a negative issue", signed({ ...COMMENT, issue: { number: -1 } }), 400],
    ["an unknown installation", signed({ ...COMMENT, installation: { id: 1 } }), 404],
    [
      "a known name with another id",
      signed({ ...COMMENT, repository: { id: 556, full_name: "octo/infra" } }),
      404,
    ],
    [
      "an inherited installation",
      signed(
        JSON.stringify({ ...COMMENT, installation: undefined }).replace(
          "{",
          '{"__proto__":{"installation":{"id":4242}},',
        ),
      ),
      400,
    ],
  ])("does not take %s", async (...[, delivery, status]) => {
    const { replies, stored } = await deliver(delivery);
    expect(replies[0]?.status).toBe(status);
    expect(stored).toEqual([]);
  });

  it.each<[string, RawDelivery]>([
    ["another event", signed(COMMENT, { "x-github-event": "mystery_event" })],
    ["an edit", signed({ ...COMMENT, action: "edited" })],
    ["a bot", signed({ ...COMMENT, sender: { ...ana, type: "Bot" } })],
    ["a login that only looks like a bot's", signed({ ...COMMENT, sender: { ...ana, login: "ana[bot]" } })],
    ["its own comment", signed({ ...COMMENT, sender: { login: "code-bot[bot]", type: "Bot" } })],
    [
      "a comment that another App wrote for a person",
      signed({ ...COMMENT, comment: { ...COMMENT.comment, performed_via_github_app: { id: 1 } } }),
    ],
    ["a bot that waives", signed({ ...WAIVE, sender: { ...ana, type: "Bot" } })],
    ["itself, waiving", signed({ ...WAIVE, sender: { login: "code-bot[bot]", type: "Bot" } })],
    [
      "another App that waives for a person",
      signed({ ...WAIVE, comment: { ...WAIVE.comment, performed_via_github_app: { id: 1 } } }),
    ],
    ["a waiver that somebody quotes", signed(commentPayload(`> ${WAIVE.comment.body}`))],
    ["a locked conversation", signed({ ...COMMENT, issue: { number: 7, locked: true } })],
    ["a comment without a command", signed(commentPayload("nice idea"))],
    ["a quoted command", signed(commentPayload("> /code plan"))],
  ])("leaves %s alone", async (_, delivery) => {
    const { replies, stored } = await deliver(delivery);
    expect(replies[0]?.status).toBe(200);
    expect(stored).toEqual([]);
  });
});
