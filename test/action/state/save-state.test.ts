import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { acquireLock, type Lock, readLock, releaseLock, takeOverLock } from "../../../action/state/lock.ts";
import { pullState } from "../../../action/state/pull-state.ts";
import { recoverState, writeOnce } from "../../../action/state/recover.ts";
import { quarantine, type Stand, saveState } from "../../../action/state/save-state.ts";
import { type BareRepository, bareRepository } from "../../support/bare-repository.ts";
import { content, RUN, stateFile, stateWriter } from "../../support/state.ts";

const EMPTY = { commit: null, header: null };
const job = "apply";

describe("the state of a stack", () => {
  let bare: BareRepository;
  beforeEach(() => {
    bare = bareRepository();
  });
  afterEach(() => bare.remove());

  async function locked(writer = stateWriter(bare.clone()), run: { id: string; attempt: number } = RUN) {
    const claim = await acquireLock(writer, { run, job });
    if (claim.kind !== "held") throw new Error("busy");
    return { writer, lock: claim.lock };
  }

  async function saved(times: number) {
    const { writer, lock } = await locked();
    let stand: Stand = { lock, base: EMPTY };
    for (let serial = 1; serial <= times; serial++) stand = await saveState(writer, stand, content(serial));
    return { writer, stand };
  }

  it("is nothing before the first version", async () => {
    const writer = stateWriter(bare.clone());
    expect(await pullState(writer, null)).toEqual({ ...EMPTY, state: null, journal: null });
  });

  it("comes back byte for byte in another clone, one commit a version", async () => {
    const { stand } = await saved(3);
    const reader = stateWriter(bare.clone());
    const pulled = await pullState(reader, null);
    expect(pulled.commit).toBe(stand.base.commit);
    expect(pulled.header).toMatchObject({ sequence: 3, serial: 3, counter: 3, lineage: "lineage-1" });
    expect(pulled.state).toEqual(stateFile(3));
    expect(bare.git("rev-list", "--count", "code/state/invoices").trim()).toBe("3");
  });

  it("counts within a run while Terraform's serial stands still", async () => {
    const { writer, lock } = await locked();
    const first = await saveState(writer, { lock, base: EMPTY }, content(1));
    const second = await saveState(writer, first, content(1, ["made"]));
    expect(second.base.header).toMatchObject({ serial: 1, counter: 2, sequence: 2 });
  });

  it("is refused to the second of two claimants, who learns who holds it", async () => {
    const { lock } = await locked();
    const other = await acquireLock(stateWriter(bare.clone()), { run: { id: "200", attempt: 1 }, job });
    expect(other).toMatchObject({ kind: "busy", lock: { commit: lock.commit, body: { run: RUN } } });
  });

  it("is given to one of twelve claimants", async () => {
    const claims = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        acquireLock(stateWriter(bare.clone()), { run: { id: String(index), attempt: 1 }, job }),
      ),
    );
    expect(claims.filter(({ kind }) => kind === "held")).toHaveLength(1);
  });

  it("is given to one of two claims of the same run, made in the same second", async () => {
    const writer = stateWriter(bare.clone());
    const claims = await Promise.all([1, 2].map(() => acquireLock(writer, { run: RUN, job })));
    expect(claims.map(({ kind }) => kind).sort()).toEqual(["busy", "held"]);
  });

  it.each([false, "unknown"] as const)("is not taken over while the run has ended: %s", async (ended) => {
    const { lock } = await locked();
    const by = { run: { id: "200", attempt: 1 }, job, hasEnded: async () => ended };
    const attempt = takeOverLock(stateWriter(bare.clone()), lock, by);
    await expect(attempt).rejects.toMatchObject({ code: "state/locked" });
  });

  it("refuses the run that lost its lock, and keeps the successor's version", async () => {
    const { writer: zombie, stand } = await saved(1);
    const next = stateWriter(bare.clone());
    const dead = (await readLock(next)) as Lock;
    const by = { run: { id: "200", attempt: 1 }, job, hasEnded: async () => true };
    const lock = await takeOverLock(next, dead, by);
    expect(lock.body).toMatchObject({ run: by.run, takenFrom: RUN });
    await expect(saveState(zombie, stand, content(2))).rejects.toMatchObject({ code: "state/fenced" });
    await expect(releaseLock(zombie, stand.lock)).rejects.toMatchObject({ code: "state/lock-lost" });
    await expect(takeOverLock(zombie, dead, by)).rejects.toMatchObject({
      code: "state/lock-lost",
    });
    const after = await saveState(next, { lock, base: await pullState(next, null) }, content(2, ["theirs"]));
    expect((await pullState(zombie, null)).commit).toBe(after.base.commit);
  });

  it("is free again after the release, and only then", async () => {
    const { writer, stand } = await saved(1);
    await releaseLock(writer, stand.lock);
    expect(await readLock(writer)).toBeNull();
  });

  it("stays locked when saving fails, keeps the version aside, and recovers it", async () => {
    const { writer, stand } = await saved(1);
    const hook = join(bare.remote, "hooks", "update");
    writeFileSync(hook, '#!/bin/sh\ncase "$1" in refs/heads/code/state/*) exit 1;; esac\n');
    chmodSync(hook, 0o755);
    const real = content(2, ["made"]);
    await expect(saveState(writer, stand, real)).rejects.toMatchObject({ code: "git/push-refused" });
    const kept = await quarantine(writer, stand, { content: real, reason: "the push was refused" });
    expect(kept).toEqual({ branch: "code/recovery/invoices/100-1", isMarked: true, problems: [] });
    rmSync(hook);

    const next = stateWriter(bare.clone());
    const dead = (await readLock(next)) as Lock;
    expect(dead.body).toMatchObject({ status: "quarantined", reason: "the push was refused" });
    const by = { run: { id: "200", attempt: 1 }, job, hasEnded: async () => true };
    await expect(takeOverLock(next, dead, by)).rejects.toMatchObject({ code: "state/quarantined" });
    await expect(releaseLock(next, dead)).rejects.toMatchObject({ code: "state/quarantined" });

    const recovered = await recoverState(next, { ...by, lastKnown: stand.base.commit });
    expect(recovered.serial).toBe(2);
    expect((await pullState(next, stand.base.commit)).state).toEqual(real.state);
    expect(await next.git.remoteBranches("code/")).toEqual({ "code/state/invoices": recovered.commit });
    await expect(recoverState(next, { ...by, lastKnown: null })).rejects.toMatchObject({
      code: "state/not-quarantined",
    });
  });

  it("is written outside an apply under the lock, which is free afterwards, also after a refusal", async () => {
    const { writer, stand } = await saved(1);
    const by = { run: { id: "adopt-1", attempt: 1 }, job: "migrate", lastKnown: null };
    const adopt = (serial: number) => writeOnce(writer, by, () => ({ state: stateFile(serial) }));
    await expect(adopt(2)).rejects.toMatchObject({ code: "state/locked" });
    await releaseLock(writer, stand.lock);
    const commit = await adopt(2);
    expect(await pullState(writer, stand.base.commit)).toMatchObject({
      commit,
      header: { serial: 2, counter: 1 },
    });
    const broken = writeOnce(writer, by, () => ({ state: new Uint8Array([1]) }));
    await expect(broken).rejects.toMatchObject({ code: "state/not-a-state" });
    expect(await readLock(writer)).toBeNull();
  });

  it("is replayed when the branch is rewound, removed, or carries an older version once more", async () => {
    const { writer, stand } = await saved(3);
    const tip = stand.base.commit ?? "";
    const steps = await writer.git.firstParents(null, tip);
    const older = steps[1]?.commit ?? "";
    const put = (commit: string) => bare.git("update-ref", "refs/heads/code/state/invoices", commit);
    const pulling = () => expect(pullState(stateWriter(bare.clone()), tip)).rejects;

    put(older);
    await pulling().toMatchObject({ code: "state/replayed" });
    const tree = bare.git("rev-parse", `${older}^{tree}`).trim();
    put(
      bare
        .git(
          "-c",
          "user.name=x",
          "-c",
          "user.email=x@example.org",
          "commit-tree",
          tree,
          "-p",
          tip,
          "-m",
          "put back",
        )
        .trim(),
    );
    await pulling().toMatchObject({ code: "state/replayed" });
    bare.git("update-ref", "-d", "refs/heads/code/state/invoices");
    await pulling().toMatchObject({ code: "state/replayed" });
  });
});
