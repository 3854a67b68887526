import { afterEach, describe, expect, it, vi } from "vitest";
import type { Archive } from "#shared/core/archive.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Json } from "#shared/core/json.ts";
import type { Verdict } from "#shared/core/review.ts";
import { newThread } from "../../../../app/intake/thread.ts";
import { archived } from "../../../../app/steps/circle/archived.ts";
import { created, documentOf } from "../../../support/change.ts";
import { orderFor, recordingHands } from "../../../support/recording-hands.ts";

const KEY = `AKIA${"Z7".repeat(8)}`;
const VERDICT: Verdict = { kind: "approved", dissent: [] };
const contract = { version: 1 as const, id: "issue-7-1", promises: [], guards: [], withdraws: [] };

function consulted(note = "fine", request = "a bucket") {
  const database = created("aws_db_instance.main", { engine: "postgres" });
  const review = {
    kind: "answered" as const,
    duty: "security" as const,
    by: "model",
    findings: [],
    notes: [note],
  };
  return {
    stack: "storage",
    packet: { request, document: documentOf([database]), contract, findings: [] },
    reviews: [{ ...review, demoted: 0, degraded: null, attempts: [] }],
    verdict: VERDICT,
  };
}

function request() {
  const logged: [string, Record<string, Json> | undefined][] = [];
  const note = (event: string, fields?: Record<string, Json>) => void logged.push([event, fields]);
  const world = recordingHands();
  const order = orderFor(world, "/code a bucket");
  const hands = { ...world.hands, log: { info: note, warn: note, error: note } };
  const thread = { ...newThread(order, ["a bucket"]), requesters: ["ana", "Tess-T"] };
  const signal = new AbortController().signal;
  return { logged, made: { order, hands, thread, signal } };
}

/** An archive that remembers what it was given. */
function remembering() {
  const kept: { digest: string; document: string }[] = [];
  const archive: Archive = {
    keep: async (consultation) => {
      kept.push(consultation);
      return "kept";
    },
  };
  return { kept, archive };
}

describe("archived", () => {
  afterEach(() => vi.useRealTimers());

  it("waits three seconds and no more; what is kept later is still kept and logged", async () => {
    vi.useFakeTimers();
    const { logged, made } = request();
    const slow = Promise.withResolvers<"kept">();
    let isDone = false;
    const waiting = archived(made, consulted(), { keep: () => slow.promise }).then(() => {
      isDone = true;
    });
    await vi.advanceTimersByTimeAsync(2999);
    expect(isDone).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await waiting;
    expect(logged).toEqual([]);
    slow.resolve("kept");
    await vi.runAllTimersAsync();
    expect(logged.map(([event]) => event)).toEqual(["archive/kept"]);
  });

  it("does nothing where there is no archive", async () => {
    const { logged, made } = request();
    await archived(made, consulted(), undefined);
    expect(logged).toEqual([]);
  });

  it("keeps the consultation under the digest of its packet, and says so in the log", async () => {
    const { kept, archive } = remembering();
    const { logged, made } = request();
    await archived(made, consulted(), archive);
    await archived(made, consulted("another remark"), archive);
    await archived(made, consulted("fine", "two buckets"), archive);
    const [digest, again, other] = kept.map((one) => one.digest);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect([again === digest, other === digest]).toEqual([true, false]);
    expect(logged[0]).toEqual(["archive/kept", { digest }]);
  });

  it.each([
    ["the one who asked", "as ana wants it"],
    ["everybody who answered", "tess-t and TESS-T said so"],
    ["a key by its form", `it says ${KEY}`],
    ["what is labelled as a password", "password = tr0ub4dor&3"],
  ])("leaves out %s", async (_, note) => {
    const { kept, archive } = remembering();
    await archived(request().made, consulted(note), archive);
    const { document = "" } = kept[0] ?? {};
    expect(document).toContain("security: ");
    for (const secret of ["ana ", "tess", "TESS", KEY, "tr0ub4dor"]) expect(document).not.toContain(secret);
  });

  it("holds nothing of the request", async () => {
    const { kept, archive } = remembering();
    await archived(request().made, consulted("fine", "a very particular request"), archive);
    expect(kept[0]?.document).not.toContain("particular");
  });

  const refusal = new PipelineError("archive/folder", "no", { next: "x", details: { status: 404 } });
  it.each<[string, unknown, string, Json]>([
    ["a refusal by its code", refusal, "archive/folder", { status: 404 }],
    ["anything else", new Error("token abc leaked"), "archive/failed", null],
  ])("goes on after %s, which the log names without a word of it", async (_, error, event, details) => {
    const { logged, made } = request();
    await archived(made, consulted(), { keep: () => Promise.reject(error) });
    expect(logged).toEqual([[event, { digest: expect.stringMatching(/^[0-9a-f]{64}$/), details }]]);
  });
});
