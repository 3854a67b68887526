import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Git } from "../../../../app/shared/core/git.ts";
import { type BareRepository, bareRepository, bytes } from "../../../support/bare-repository.ts";
import { type GitServer, serveGit } from "../../../support/git-http.ts";

describe("a push", () => {
  let bare: BareRepository;
  let git: Git;
  beforeAll(() => {
    bare = bareRepository();
    git = bare.clone();
  });
  afterAll(() => bare.remove());

  const step = (name: string, parents: string[] = [], by: Git = git) =>
    by.commit({ files: { name: bytes(name) }, parents, message: name });

  it("creates, moves and deletes a branch that stands where it was expected", async () => {
    const one = await step("one");
    const two = await step("two", [one]);
    const moves = [
      [null, one],
      [one, two],
      [two, null],
      [null, one],
    ] as const;
    for (const [expected, next] of moves) {
      expect(await git.push([{ branch: "moving", expected, next }])).toEqual({ kind: "pushed" });
      expect((await git.fetch(["moving"])).moving ?? null).toBe(next);
    }
  });

  it.each([
    ["creates what exists", null, "new"],
    ["moves what is elsewhere", "other", "new"],
    ["deletes what is elsewhere", "other", null],
  ])("is stale when it %s, and changes nothing", async (title, expected, next) => {
    const here = await step(title);
    const ids: Record<string, string> = { other: await step("other"), new: await step("new", [here]) };
    const branch = title.replaceAll(" ", "-");
    await git.push([{ branch, expected: null, next: here }]);
    const update = { branch, expected: expected && (ids[expected] ?? ""), next: next && (ids[next] ?? "") };
    expect(await git.push([update])).toMatchObject({ kind: "stale" });
    expect(await git.fetch([branch])).toEqual({ [branch]: here });
  });

  it("moves nothing when one of two leases is stale", async () => {
    const state = await step("state");
    const lock = await step("lock");
    const thief = await step("thief");
    await git.push([
      { branch: "two/state", expected: null, next: state },
      { branch: "two/lock", expected: null, next: thief },
    ]);
    const next = await step("next", [state]);
    const outcome = await git.push([
      { branch: "two/state", expected: state, next },
      { branch: "two/lock", expected: lock, next: await step("beat", [lock]) },
    ]);
    expect(outcome.kind).toBe("stale");
    expect(await git.fetch(["two/state", "two/lock"])).toEqual({ "two/state": state, "two/lock": thief });
  });

  it("lets one of forty writers win", async () => {
    const start = await step("start");
    await git.push([{ branch: "race", expected: null, next: start }]);
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const next = await step(`writer ${index}`, [start]);
        return { next, ...(await git.push([{ branch: "race", expected: start, next }])) };
      }),
    );
    const winners = outcomes.filter((outcome) => outcome.kind === "pushed");
    expect(winners).toHaveLength(1);
    expect((await git.fetch(["race"])).race).toBe(winners[0]?.next);
  });

  it("says that it was refused when a hook of the remote declines", async () => {
    const hook = join(bare.remote, "hooks", "pre-receive");
    writeFileSync(hook, "#!/bin/sh\necho 'protected by ruleset'\nexit 1\n");
    chmodSync(hook, 0o755);
    const attempt = git.push([{ branch: "hooked", expected: null, next: await step("hooked") }]);
    await expect(attempt).rejects.toMatchObject({
      code: "git/push-refused",
      message: expect.stringContaining("protected by ruleset"),
    });
    rmSync(hook);
  });
});

describe("a push whose connection is lost", () => {
  let bare: BareRepository;
  let server: GitServer;
  let git: Git;
  beforeAll(async () => {
    bare = bareRepository();
    server = await serveGit(bare.remote);
    git = bare.clone("over-http", { remote: server.remote, token: "s3cret" });
  });
  afterAll(async () => {
    await server.close();
    bare.remove();
  });

  async function pushNew(branch: string) {
    const next = await git.commit({ files: { branch: bytes(branch) }, parents: [], message: branch });
    return {
      next,
      outcome: await git.push([{ branch, expected: null, next }]).catch((error: unknown) => error),
    };
  }

  it("is git/push-failed without effect when it never arrived", async () => {
    server.cut = "before";
    const { outcome } = await pushNew("before");
    server.cut = null;
    expect(outcome).toMatchObject({ code: "git/push-failed", details: { effect: "none" } });
    expect(await git.fetch(["before"])).toEqual({});
  });

  it.each(["after", "after-once"] as const)("is a push when only the answer was lost (%s)", async (cut) => {
    server.cut = cut;
    const { next, outcome } = await pushNew(cut);
    server.cut = null;
    expect(outcome).toEqual({ kind: "pushed" });
    expect(await git.fetch([cut])).toEqual({ [cut]: next });
  });

  it("is never called a success when the remote cannot be asked any more", async () => {
    server.isDown = true;
    const { outcome } = await pushNew("down");
    server.isDown = false;
    expect(outcome).toMatchObject({ code: "git/push-failed", details: { effect: "unknown" } });
  });

  it("carries the token in a header, and neither in the clone nor in a file left behind", async () => {
    await pushNew("with-token");
    const basic = Buffer.from("x-access-token:s3cret").toString("base64");
    expect(server.authorization.at(-1)).toBe(`basic ${basic}`);
    const config = readFileSync(join(bare.folder, "over-http", "config"), "utf8");
    expect(config).not.toContain("s3cret");
    expect(config).not.toContain(basic);
  });

  it("takes the SSH key away after use", async () => {
    const key = { sshKey: "not a key", remote: "ssh://git@127.0.0.1:1/x.git" };
    const over = bare.clone("over-ssh", key);
    await expect(over.fetch(["main"])).rejects.toMatchObject({ code: "git/fetch-failed" });
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("code-push-"))).toEqual([]);
  });
});
