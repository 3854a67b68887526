import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openGit } from "../../../../app/shared/adapters/git.ts";
import type { Git } from "../../../../app/shared/core/git.ts";
import {
  type BareRepository,
  bareRepository,
  bytes,
  IDENTITY,
  text,
} from "../../../support/bare-repository.ts";

describe("the git hand", () => {
  let bare: BareRepository;
  let git: Git;
  beforeAll(() => {
    bare = bareRepository();
    git = bare.clone();
  });
  afterAll(() => bare.remove());

  const commit = (files: Record<string, string>, parents: string[] = []) =>
    git.commit({
      files: Object.fromEntries(Object.entries(files).map(([path, value]) => [path, bytes(value)])),
      parents,
      message: "A step",
    });

  it("makes commits of exactly the given files, byte for byte, empty ones too", async () => {
    const every = Uint8Array.from({ length: 256 }, (_, index) => index);
    const made = await git.commit({
      files: { "a/every.bin": every, empty: bytes(""), "naïve name": bytes("x") },
      parents: [],
      message: "Bytes",
    });
    expect(await git.paths(made)).toEqual(["a/every.bin", "empty", "naïve name"]);
    expect(await git.read(made, "a/every.bin")).toEqual(every);
    expect(await git.read(made, "empty")).toEqual(new Uint8Array());
    expect(await git.read(made, "a")).toBeNull();
    expect(await git.read(made, "absent")).toBeNull();
    expect(await git.parents(made)).toEqual([]);
  });

  it("amends a tree by writing and deleting, and keeps the rest", async () => {
    const first = await commit({ keep: "1", change: "1", drop: "1" });
    const next = await git.amendTree({
      parent: first,
      files: { change: bytes("2"), drop: null, "new/one": bytes("3") },
      message: "Amend",
    });
    expect(await git.paths(next)).toEqual(["change", "keep", "new/one"]);
    expect(text(await git.read(next, "change"))).toBe("2");
    expect(await git.changed(first, next)).toEqual(["change", "drop", "new/one"]);
    expect(await git.parents(next)).toEqual([first]);
  });

  it("merges without a working tree, or names the paths in conflict", async () => {
    const base = await commit({ a: "1\n", b: "1\n" });
    const left = await git.amendTree({ parent: base, files: { a: bytes("2\n") }, message: "left" });
    const right = await git.amendTree({ parent: base, files: { b: bytes("2\n") }, message: "right" });
    const clash = await git.amendTree({ parent: base, files: { a: bytes("3\n") }, message: "clash" });
    const merged = await git.merge(left, right);
    if (merged.kind !== "merged") throw new Error("in conflict");
    expect(await git.parents(merged.commit)).toEqual([left, right]);
    expect(text(await git.read(merged.commit, "b"))).toBe("2\n");
    expect(await git.merge(left, clash)).toEqual({ kind: "conflict", paths: ["a"] });
  });

  it("walks first parents, oldest first, and refuses a start that is not among them", async () => {
    const one = await commit({ a: "1" });
    const two = await commit({ a: "2" }, [one]);
    const side = await commit({ a: "side" }, [one]);
    const three = await commit({ a: "3" }, [two, side]);
    expect(await git.firstParents(null, three)).toEqual([
      { commit: one, parent: null },
      { commit: two, parent: one },
      { commit: three, parent: two },
    ]);
    expect(await git.firstParents(one, three)).toHaveLength(2);
    expect(await git.firstParents(three, three)).toEqual([]);
    await expect(git.firstParents(side, three)).rejects.toMatchObject({ code: "git/not-in-history" });
  });

  it("fetches what exists and says nothing of what does not", async () => {
    const made = await commit({ a: "1" });
    const one = { branch: "code/state/one", expected: null, next: made };
    expect(await git.push([one, { ...one, branch: "code/state/one-more" }])).toEqual({ kind: "pushed" });
    const other = bare.clone();
    expect(await other.fetch(["code/state/one", "code/state/none"])).toEqual({ "code/state/one": made });
    expect(await other.fetch(["none"])).toEqual({});
    expect(await other.fetch([])).toEqual({});
    expect(await other.remoteBranches("code/state/")).toEqual({
      "code/state/one": made,
      "code/state/one-more": made,
    });
    expect(text(await other.read(made, "a"))).toBe("1");
  });

  it("checks files out, and turns a link into a file that leads nowhere", async () => {
    const folder = mkdtempSync(join(bare.folder, "out-"));
    const made = await commit({ "deep/file": "content", plain: "x" });
    await git.checkout(made, folder);
    expect(readdirSync(folder).sort()).toEqual(["deep", "plain"]);
    expect(readFileSync(join(folder, "deep", "file"), "utf8")).toBe("content");
  });

  it.each([
    ["a short commit", (g: Git) => g.read("abc", "a"), "git/bad-commit"],
    ["an option as commit", (g: Git) => g.paths("--output=x"), "git/bad-commit"],
    ["an option as branch", (g: Git) => g.fetch(["--upload-pack=x"]), "git/bad-branch"],
    ["a branch that climbs", (g: Git) => g.fetch(["code/../main"]), "git/bad-branch"],
    [
      "a refspec as branch",
      (g: Git) => g.push([{ branch: "a:b", expected: null, next: null }]),
      "git/bad-branch",
    ],
    [
      "a path that climbs",
      (g: Git) => g.commit({ files: { "../x": bytes("") }, parents: [], message: "m" }),
      "git/bad-path",
    ],
    [
      "a path into .git",
      (g: Git) => g.commit({ files: { ".GIT/x": bytes("") }, parents: [], message: "m" }),
      "git/bad-path",
    ],
    ["a commit that is not there", (g: Git) => g.paths("0".repeat(39).concat("1")), "git/failed"],
  ])("refuses %s", async (_, attempt, code) => {
    await expect(attempt(git)).rejects.toMatchObject({ code });
  });

  it("refuses an address with a credential in it, and a remote that is not there", async () => {
    const place = { directory: join(bare.folder, "x"), identity: IDENTITY };
    expect(() => openGit({ ...place, remote: "https://x:secret@example.org/a.git" })).toThrow(
      expect.objectContaining({ code: "git/credential-in-address" }),
    );
    const lost = openGit({ ...place, remote: join(bare.folder, "nowhere.git") });
    await expect(lost.fetch(["main"])).rejects.toMatchObject({ code: "git/fetch-failed" });
  });
});
