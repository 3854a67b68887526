import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const PROFILE = {
  providers: { "hashicorp/aws": "one exact version" },
  backend: { allowed: [{ http: {} }] },
  providerConfig: { aws: ["region"] },
  modules: { registryNamespaces: [], git: { prefix: "git::https://git.example.invalid/m.git//" } },
  functionsAllowed: ["upper"],
  limits: { maxDepth: 64, maxBytes: 1000, maxBlocks: 10, maxExpressionDepth: 100 },
};
const ROWS = [
  { id: "1", gate: "static", expect: "deny", rule: "function-forbidden", document: output('${file("x")}') },
  { id: "2", gate: "static", expect: "allow", rule: "function-forbidden", document: output('$${file("x")}') },
  {
    id: "3",
    gate: "static",
    expect: "deny",
    rule: "document-too-deep",
    document: output([]),
    generate: { op: "nest-array", at: "/output/x/value", depth: 100 },
  },
];

function output(value: unknown): object {
  return { output: { x: { value } } };
}

function verify(
  rows: readonly object[],
  more: readonly string[] = [],
): { status: number | null; last: unknown } {
  const folder = mkdtempSync(join(tmpdir(), "code-verify-"));
  const file = join(folder, "rows.jsonl");
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join("\n"));
  writeFileSync(join(folder, "gate-profile.json"), JSON.stringify(PROFILE));
  const { status, stdout } = spawnSync(
    process.execPath,
    ["test/verify/static-gate.ts", "--rows", file, ...more],
    {
      encoding: "utf8",
    },
  );
  return { status, last: JSON.parse(stdout.trim().split("\n").at(-1) ?? "") };
}

describe("verify:static-gate", () => {
  it("holds when every row comes out as labelled", () => {
    expect(verify(ROWS)).toMatchObject({ status: 0, last: { passed: 3, total: 3 } });
  });

  it("notices a gate that lets file functions pass", () => {
    expect(verify(ROWS, ["--plant", "file"])).toMatchObject({
      status: 1,
      last: { denials: { passed: 1, total: 2 } },
    });
  });

  it("does not count a denial by another rule", () => {
    const rows = ROWS.map((row) => (row.id === "1" ? { ...row, rule: "backend-not-host" } : row));
    expect(verify(rows)).toMatchObject({ status: 1, last: { denials: { passed: 1, total: 2 } } });
  });

  it("fails without any row", () => {
    expect(verify(ROWS.slice(1, 2)).status).toBe(1);
  });
});
