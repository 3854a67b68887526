import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openClone } from "../../../../app/shared/adapters/clone.ts";
import type { Git } from "../../../../app/shared/core/git.ts";
import { appendToLedger } from "../../../../app/shared/ledger/append.ts";
import { trustedLedger } from "../../../../app/shared/ledger/trusted-ledger.ts";
import type { Trust } from "../../../../app/shared/ledger/verify-repository.ts";
import { type BareRepository, bareRepository, bytes, text } from "../../../support/bare-repository.ts";
import { appLedger } from "../../../support/replaying.ts";
import { TRUST } from "../../../support/story.ts";

const BRANCH = "code/ledger/app";
let bare: BareRepository;
let git: Git;
beforeEach(async () => {
  bare = bareRepository();
  git = bare.clone();
  const ledger = appLedger(git);
  await appendToLedger(ledger, { kind: "intake/requested", body: { comment: 1 } });
  await appendToLedger(ledger, { kind: "experts/consulted", body: { comment: 1 }, attachment: "sealed\n" });
});
afterEach(() => bare.remove());

const read = (trust: Partial<Trust> = {}) => trustedLedger(openClone(bare.remote), { ...TRUST, ...trust });

/** The newest commit again, with other files. */
async function altered(change: (tip: string, parent: string) => Promise<Record<string, string | null>>) {
  const [tip = ""] = Object.values(await git.fetch([BRANCH]));
  const [parent = ""] = await git.parents(tip);
  const files = await change(tip, parent);
  const own = ["entries/000002.json", "head.json", "attached/000002"];
  const kept = await Promise.all(own.map(async (path) => [path, text(await git.read(tip, path))] as const));
  const all = Object.entries({ ...Object.fromEntries(kept), ...files });
  const written = all.flatMap(([path, content]) =>
    content === null ? [] : [[path, bytes(content)] as const],
  );
  const next = await git.amendTree({ parent, files: Object.fromEntries(written), message: "again" });
  await git.push([{ branch: BRANCH, expected: tip, next }]);
}

describe("the App's ledger in a clone", () => {
  it("gives every entry with the file beside it", async () => {
    const entries = await read();
    expect(entries.map(({ entry }) => entry.event.kind)).toEqual(["intake/requested", "experts/consulted"]);
    expect(await Promise.all(entries.map((one) => one.attached()))).toEqual([null, "sealed\n"]);
  });

  it("is empty where there is none, unless one was seen", async () => {
    bare.git("update-ref", "-d", `refs/heads/${BRANCH}`);
    expect(await read()).toEqual([]);
    await expect(read({ tips: { [BRANCH]: "a".repeat(40) } })).rejects.toMatchObject({
      ...{ code: "ledger/not-verified", message: expect.stringContaining("is gone") },
    });
  });

  it("is asked for no other branch that was seen", async () => {
    expect(await read({ tips: { "code/ledger/deploy": "a".repeat(40) } })).toHaveLength(2);
  });

  it.each<[string, Parameters<typeof altered>[0], RegExp]>([
    [
      "has an entry that nobody signed so",
      async (tip) => {
        const entry = (text(await git.read(tip, "entries/000002.json")) ?? "").replace("experts/", "intake/");
        return { "entries/000002.json": entry, "head.json": entry };
      },
      /app 2 is not signed/,
    ],
    [
      "has the entry before once more",
      async (_, parent) => {
        const entry = text(await git.read(parent, "entries/000001.json"));
        return { "entries/000002.json": entry, "head.json": entry, "attached/000002": null };
      },
      /app 2 is entry 1 in the place of 2/,
    ],
    ["lacks an attached file", async () => ({ "attached/000002": null }), /app 2 lacks the file/],
    [
      "has an entry that names no key",
      async (tip) => {
        const entry = text(await git.read(tip, "head.json")) ?? "";
        const other = entry.replace(/"key":"[0-9a-f]{16}"/, String.raw`"key":"\u001b[2J"`);
        return { "entries/000002.json": other, "head.json": other };
      },
      /names \?\[2J\)/,
    ],
    ["has another file attached", async () => ({ "attached/000002": "other\n" }), /app 2 has another file/],
  ])("is not trusted where it %s", async (_, change, message) => {
    await altered(change);
    await expect(read()).rejects.toMatchObject({
      code: "ledger/not-verified",
      message: expect.stringMatching(message),
    });
  });
});
