import { describe, expect, it } from "vitest";
import type { Order } from "#shared/core/inbox.ts";
import { openInbox } from "../../../../app/adapters/inbox.ts";
import { startWorker } from "../../../../app/intake/delivery/worker.ts";

const order = (key: string, issue = 7, isUrgent = false): Order => ({
  key,
  delivery: key,
  installation: 1,
  repository: { id: 5, name: "octo/infra" },
  issue: { number: issue, isPullRequest: false },
  comment: { id: 1, body: "/code x y" },
  author: "ana",
  isUrgent,
});
const log = { info() {}, warn() {}, error() {} };
const deferred = () => Promise.withResolvers<void>();

describe("startWorker", () => {
  it("runs what is stored and finishes it", async () => {
    const inbox = openInbox(":memory:");
    const seen: string[] = [];
    const worker = startWorker({
      inbox,
      slots: 2,
      log,
      run: async ({ key }) => {
        seen.push(key);
      },
      giveUp: async () => {},
    });
    for (const key of ["a", "b", "c"]) inbox.store(order(key));
    worker.wake();
    await expect.poll(() => inbox.counts()).toEqual({ done: 3 });
    expect(seen).toEqual(["a", "b", "c"]);
  });

  it("lets a cancellation pass the work that it stops", async () => {
    const inbox = openInbox(":memory:");
    const ended = deferred();
    const outcomes: string[] = [];
    const worker = startWorker({
      inbox,
      slots: 1,
      log,
      async run({ key }, signal) {
        if (key === "stop") {
          expect(worker.cancel(5, 7)).toBe(true);
          return;
        }
        await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
        outcomes.push(signal.aborted ? "stopped" : "ran");
        ended.resolve();
      },
      giveUp: async () => {},
    });
    inbox.store(order("work"));
    worker.wake();
    inbox.store(order("stop", 7, true));
    worker.wake();
    await ended.promise;
    expect(outcomes).toEqual(["stopped"]);
    expect(worker.cancel(5, 8)).toBe(false);
  });

  it("stops no merge that is being noted", async () => {
    const inbox = openInbox(":memory:");
    const gate = deferred();
    const worker = startWorker({ inbox, slots: 1, log, run: () => gate.promise, giveUp: async () => {} });
    const { comment: _, author: __, ...rest } = order("merge");
    inbox.store({ ...rest, isMerged: true });
    worker.wake();
    expect(inbox.counts()).toEqual({ running: 1 });
    expect(worker.cancel(5, 7)).toBe(false);
    gate.resolve();
    await worker.drain(60_000);
    expect(inbox.counts()).toEqual({ done: 1 });
  });

  it("takes nothing new while it drains, and leaves that to the next process", async () => {
    const inbox = openInbox(":memory:");
    const gate = deferred();
    const worker = startWorker({ inbox, slots: 1, log, run: () => gate.promise, giveUp: async () => {} });
    inbox.store(order("a"));
    worker.wake();
    inbox.store(order("b", 8));
    const drained = worker.drain(60_000);
    gate.resolve();
    await drained;
    expect(inbox.counts()).toEqual({ done: 1, waiting: 1 });
  });

  it("gives a failed order back for later", async () => {
    const inbox = openInbox(":memory:");
    const fail = () => Promise.reject(new Error("gone"));
    const worker = startWorker({ inbox, slots: 1, log, run: fail, giveUp: async () => {} });
    inbox.store(order("a"));
    worker.wake();
    await expect.poll(() => inbox.counts()).toEqual({ waiting: 1 });
    await worker.drain(0);
  });

  it("tells the people when the last attempt failed", async () => {
    const inbox = openInbox(":memory:");
    inbox.store(order("a"));
    for (let attempt = 1; attempt < 4; attempt += 1) {
      inbox.claim();
      inbox.giveBack("a", { attempts: 4, pauseMs: 0 });
    }
    const told = deferred();
    const worker = startWorker({
      inbox,
      slots: 1,
      log,
      run: () => Promise.reject(new Error("gone")),
      giveUp: async () => told.resolve(),
    });
    worker.wake();
    await told.promise;
    expect(inbox.counts()).toEqual({ parked: 1 });
  });
});
