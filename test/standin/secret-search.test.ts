import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formsOf, searchObjects } from "../support/secret-search.ts";

describe("the search for a secret", () => {
  const secret = 'pä"ss "word" & more~';
  let directory: string;
  const git = (args: string[], input = "") =>
    execFileSync("git", args, { cwd: directory, input }).toString().trim();
  const write = (text: string) => git(["hash-object", "-w", "--stdin"], text);

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "secret-search-"));
    git(["init", "--quiet"]);
    write("nothing of it");
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it("finds nothing where nothing is", () => {
    expect(searchObjects(directory, secret)).toEqual({ objects: 1, hits: [] });
  });

  it.each(Object.keys(formsOf(secret)))(
    "finds it written as %s, in an object that no branch reaches",
    (form) => {
      const object = write(`before ${formsOf(secret)[form]} after`);
      expect(searchObjects(directory, secret).hits).toContainEqual({ object, type: "blob", form });
    },
  );

  it.each(["", "a", "ab", "abc"])("finds it inside encoded text, %j before it", (before) => {
    for (const encoding of ["base64", "base64url", "hex"] as const) {
      const object = write(Buffer.from(`${before}${secret} after`).toString(encoding));
      expect(searchObjects(directory, secret).hits.map((hit) => hit.object)).toContain(object);
    }
  });

  it("finds a key that was left in a request, in the ledger entry and in the pull request's branch alike", () => {
    const key = ["AKIA", "Q3EGRZXD", "PLANTED7"].join("");
    const request = `/code a private bucket for the reports, access key ${key}`;
    const entry = write(JSON.stringify({ event: { kind: "intake/requested", body: { text: request } } }));
    const packed = write(JSON.stringify({ document: Buffer.from(request).toString("base64") }));
    const { hits } = searchObjects(directory, key);
    expect(hits.map((hit) => hit.object)).toEqual(expect.arrayContaining([entry, packed]));
  });
});
