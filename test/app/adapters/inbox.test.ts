import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Order } from "#shared/core/inbox.ts";
import { openInbox } from "../../../app/adapters/inbox.ts";

const order = (key: string, members: Partial<Order> = {}): Order => ({
  key,
  delivery: `delivery-${key}`,
  installation: 1,
  repository: { id: 5, name: "octo/infra" },
  issue: { number: 7, isPullRequest: false },
  comment: { id: 1, body: "/code x" },
  author: "ana",
  isUrgent: false,
  ...members,
});
const elsewhere = { issue: { number: 8, isPullRequest: false } };
const file = () => join(mkdtempSync(join(tmpdir(), "inbox-")), "inbox.sqlite");

describe("openInbox", () => {
  it("stores one meaning and one delivery once", () => {
    const inbox = openInbox(file());
    expect(inbox.store(order("a"))).toBe("stored");
    expect(inbox.store(order("a", { delivery: "other" }))).toBe("duplicate");
    expect(inbox.store(order("b", { delivery: "delivery-a" }))).toBe("duplicate");
    expect(inbox.counts()).toEqual({ waiting: 1 });
  });

  it("keeps a merge beside commands, and gives it after what was said before it on the same pull request", () => {
    const inbox = openInbox(file());
    const { comment: _, author: __, ...rest } = order("merge");
    const notice = { ...rest, isMerged: true as const };
    inbox.store(order("said"));
    expect(inbox.store(notice)).toBe("stored");
    expect(inbox.store({ ...notice, delivery: "again" })).toBe("duplicate");
    expect(inbox.waiting(5, 7)).toEqual(["said"]);
    expect(inbox.claim()?.order.key).toBe("said");
    expect(inbox.claim()).toBeNull();
    inbox.finish("said");
    expect(inbox.claim()?.order).toEqual(notice);
  });

  it("stores a burst together, each order once", async () => {
    const inbox = openInbox(file());
    const burst = ["a", "b", "a"].map((key, index) => inbox.storeSoon(order(key, { delivery: `d${index}` })));
    expect(await Promise.all(burst)).toEqual(["stored", "stored", "duplicate"]);
    expect(inbox.counts()).toEqual({ waiting: 2 });
  });

  it("says so when a burst could not be stored", async () => {
    const inbox = openInbox(file());
    const pending = inbox.storeSoon(order("a"));
    inbox.close();
    await expect(pending).rejects.toThrow();
  });

  it("works on one order of an issue at a time, oldest first, and on other issues beside it", () => {
    const inbox = openInbox(file());
    for (const [key, members] of [["a"], ["b"], ["c", elsewhere]] as const) inbox.store(order(key, members));
    const claimed = () => inbox.claim()?.order.key ?? null;
    expect([claimed(), claimed(), claimed()]).toEqual(["a", "c", null]);
    inbox.finish("a");
    expect(claimed()).toBe("b");
  });

  it("lets an urgent order pass running work", () => {
    const inbox = openInbox(file());
    inbox.store(order("a"));
    inbox.claim();
    inbox.store(order("stop", { isUrgent: true }));
    expect(inbox.claim("urgent")?.order.key).toBe("stop");
    expect(inbox.claim("urgent")).toBeNull();
  });

  it("keeps a later order of the issue behind one that waits to be tried again", () => {
    const inbox = openInbox(file());
    inbox.store(order("a"));
    inbox.store(order("b"));
    inbox.claim();
    expect(inbox.giveBack("a", { attempts: 3, pauseMs: 60_000 })).toBe("waiting");
    expect(inbox.claim()).toBeNull();
  });

  it("parks an order after its last attempt", () => {
    const inbox = openInbox(file());
    inbox.store(order("a"));
    const limits = { attempts: 2, pauseMs: 0 };
    expect([inbox.claim()?.attempt, inbox.giveBack("a", limits)]).toEqual([1, "waiting"]);
    expect([inbox.claim()?.attempt, inbox.giveBack("a", limits)]).toEqual([2, "parked"]);
    expect(inbox.claim()).toBeNull();
  });

  it("puts back what a killed process had claimed, with the steps it had finished", () => {
    const path = file();
    const killed = openInbox(path);
    killed.store(order("a"));
    killed.claim();
    killed.remember("a", "base", "abc");
    killed.saveThread(5, 7, { open: ["q"] });
    const next = openInbox(path);
    expect(next.claim()).toMatchObject({ order: { key: "a" }, attempt: 2 });
    expect(next.recall("a", "base")).toBe("abc");
    expect(next.recall("a", "other")).toBeUndefined();
    expect(next.thread(5, 7)).toEqual({ open: ["q"] });
  });
});
