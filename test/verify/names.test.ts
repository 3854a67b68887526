import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROWS = [
  { id: "1", kind: "branch", value: "fix/ä%", expect: "literal" },
  { id: "2", kind: "branch", value: "--upload-pack=id", expect: "refuse" },
  { id: "3", kind: "stack", value: "orders", expect: "literal" },
  { id: "4", kind: "file", value: "docs/a b.md", expect: "literal" },
  { id: "5", kind: "label", value: "a & b", expect: "literal" },
  { id: "6", kind: "resource", value: "aws_s3_bucket.a", expect: "literal" },
  { id: "7", kind: "user", value: "dependabot[bot]", expect: "literal" },
  { id: "8", kind: "tag", value: '$${file("x")}', expect: "literal" },
  { id: "9", kind: "workspace", value: "eu", expect: "literal" },
  { id: "10", kind: "user", value: "-x", expect: "refuse" },
];

function verify(more: readonly string[]): { status: number | null; last: unknown } {
  const file = join(mkdtempSync(join(tmpdir(), "code-verify-")), "rows.jsonl");
  writeFileSync(file, ROWS.map((row) => JSON.stringify(row)).join("\n"));
  const { status, stdout } = spawnSync(process.execPath, ["test/verify/names.ts", "--rows", file, ...more], {
    encoding: "utf8",
  });
  return { status, last: JSON.parse(stdout.trim().split("\n").at(-1) ?? "") };
}

describe("verify:names", () => {
  it("holds when every name arrives as it was sent, or is refused before anything starts", () => {
    expect(verify([])).toMatchObject({ status: 0, last: { passed: 10, total: 10 } });
  });

  it("notices when no name is refused before it is used", () => {
    expect(verify(["--plant"])).toMatchObject({ status: 1, last: { refuse: { passed: 1, total: 2 } } });
  });
});
