import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keepSaving } from "../../../action/state/keep-saving.ts";
import { acquireLock, takeOverLock } from "../../../action/state/lock.ts";
import type { StateWriter } from "../../../action/state/place.ts";
import { pullState } from "../../../action/state/pull-state.ts";
import type { Stand } from "../../../action/state/save-state.ts";
import { type BareRepository, bareRepository, bytes } from "../../support/bare-repository.ts";
import { RUN, stateFile, stateWriter } from "../../support/state.ts";

describe("saving while an apply runs", () => {
  let bare: BareRepository;
  let writer: StateWriter;
  let start: Stand;
  let file: Uint8Array | null;
  beforeEach(async () => {
    bare = bareRepository();
    writer = stateWriter(bare.clone());
    const claim = await acquireLock(writer, { run: RUN, job: "apply" });
    start = { lock: claim.lock, base: { commit: null, header: null } };
    file = null;
  });
  afterEach(() => bare.remove());

  const journal = { version: 1 as const, run: RUN, entries: [] };
  const keeper = () => keepSaving(writer, start, { readState: async () => file, readJournal: () => journal });

  it("makes one more version of all changes that came while one was on its way", async () => {
    const keeping = keeper();
    for (let made = 1; made <= 20; made++) {
      file = stateFile(
        1,
        Array.from({ length: made }, (_, index) => `b${index}`),
      );
      keeping.changed();
    }
    const kept = await keeping.finish();
    expect(kept).toMatchObject({ kind: "saved", versions: 2 });
    expect(await pullState(writer, null)).toMatchObject({ state: file, journal, header: { counter: 2 } });
  });

  it("saves the last change at the end, and nothing twice", async () => {
    const keeping = keeper();
    file = stateFile(1, ["a"]);
    keeping.changed();
    file = stateFile(1, ["a", "b"]);
    const kept = await keeping.finish();
    expect(kept.kind).toBe("saved");
    expect(await keeping.finish()).toMatchObject({ versions: kept.versions });
    expect((await pullState(writer, null)).state).toEqual(file);
  });

  it("passes over a file that is half written, and keeps the last whole one", async () => {
    const keeping = keeper();
    const whole = stateFile(1, ["a"]);
    file = whole;
    keeping.changed();
    await new Promise<void>((done) => setImmediate(done));
    file = bytes('{"version": 4, "serial"');
    expect(await keeping.finish()).toMatchObject({ kind: "saved" });
    expect((await pullState(writer, null)).state).toEqual(whole);
  });

  it("fails into quarantine when the lock was taken over, and leaves the successor's branch alone", async () => {
    const keeping = keeper();
    const successor = stateWriter(bare.clone());
    await successor.git.fetch(["code/lock/invoices"]);
    const by = { run: { id: "200", attempt: 1 }, job: "apply", hasEnded: async () => true };
    const lock = await takeOverLock(successor, start.lock, by);
    file = stateFile(1, ["orphan"]);
    keeping.changed();
    expect(await keeping.finish()).toMatchObject({
      kind: "failed",
      error: { code: "state/fenced" },
      quarantine: { branch: "code/recovery/invoices/100-1", isMarked: false },
    });
    expect(await writer.git.remoteBranches("code/")).toMatchObject({ "code/lock/invoices": lock.commit });
    expect((await pullState(successor, null)).commit).toBeNull();
  });

  it("tells of a state file that cannot be read as a failure, never as a crash", async () => {
    const readState = () => Promise.reject(new Error("EIO"));
    const keeping = keepSaving(writer, start, { readState, readJournal: () => journal });
    keeping.changed();
    expect(await keeping.finish()).toMatchObject({ kind: "failed", quarantine: { isMarked: true } });
  });
});
