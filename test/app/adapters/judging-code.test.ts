import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { judgingCode } from "../../../app/adapters/judging-code.ts";

let root: string;
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "code-judging-"));
  for (const path of ["app/experts/weigh.ts", "app/shared/checks/anchor.ts", "policies/bundle.wasm"])
    write(path, "one");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("the digest of what judges", () => {
  it.each<[string, string, boolean]>([
    ["a rule of the circle", "app/experts/weigh.ts", true],
    ["a check", "app/shared/checks/anchor.ts", true],
    ["the compiled policies", "policies/bundle.wasm", true],
    ["a new module", "app/shared/hygiene/new.ts", true],
    ["what a catalogue knows", "app/shared/catalogue/data.ts", false],
    ["a page of text", "app/experts/README.md", false],
    ["what writes", "app/author/write-change.ts", false],
  ])("with another text of %s", (_, path, isOther) => {
    const before = judgingCode(root);
    write(path, "two");
    expect(judgingCode(root) !== before).toBe(isOther);
  });

  it("is that of this release unless said, and always the same", () => {
    expect(judgingCode()).toMatch(/^[0-9a-f]{64}$/);
    expect(judgingCode()).toBe(judgingCode());
    expect(judgingCode()).not.toBe(judgingCode(root));
  });
});
