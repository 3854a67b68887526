import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findLeaks, forms } from "../demo/leaks.ts";

describe("the search for leaks", () => {
  const secret = 'pass "word" & more';
  let directory: string;
  const git = (args: string[], input = "") =>
    execFileSync("git", args, { cwd: directory, input }).toString().trim();

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "leaks-"));
    git(["init", "--quiet"]);
    git(["hash-object", "-w", "--stdin"], "nothing of it");
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it("finds nothing where nothing is", () => {
    expect(findLeaks(directory, secret)).toEqual({ objects: 1, leaks: [] });
  });

  it.each(Object.keys(forms(secret)))(
    "finds it written as %s, in an object that no branch reaches",
    (form) => {
      const text = `before ${forms(secret)[form]} after`;
      const object = git(["hash-object", "-w", "--stdin"], text);
      expect(findLeaks(directory, secret).leaks).toContainEqual({ form, object });
    },
  );
});
