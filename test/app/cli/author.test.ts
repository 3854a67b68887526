import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runProcess } from "#shared/adapters/process.ts";

const author = (args: string[], input = "") =>
  runProcess(process.execPath, ["app/cli.ts", "author", ...args], {
    input,
    env: { PATH: process.env.PATH ?? "" },
  });

describe("code-engine author", () => {
  it("prints contract and change, and writes the TypeScript", async () => {
    const folder = join(mkdtempSync(join(tmpdir(), "code-author-")), "docs");
    const request = "a private bucket for the invoices, kept 90 days";
    const result = await author(["--stack", folder, request, "--region", "eu-west-1", "--emit", "--json"]);
    expect(result).toMatchObject({ code: 0 });
    expect(JSON.parse(result.stdout)).toMatchObject({
      wishes: [{ name: "invoices" }],
      contract: { version: 1 },
      change: { stack: "docs" },
    });
    expect(readFileSync(join(folder, "docs.ts"), "utf8")).toContain("new S3Bucket(");
  });

  it("leaves questions open until they are answered", async () => {
    const request = ["--stack", "stacks/docs", "a table for receipts", "--json"];
    const answered = await author([...request, "--answer", "1: receiptId"]);
    expect(await author(request)).toMatchObject({ code: 3, stdout: expect.stringContaining('"questions"') });
    expect(answered).toMatchObject({ code: 0, stdout: expect.stringContaining('"hash_key":"receiptId"') });
  });

  it("answers each line of a batch under its id", async () => {
    const lines = [
      { id: "a", request: "a bucket for receipts" },
      { id: "b", request: "a flux capacitor" },
      { id: "c", request: "a bucket in us-east-1", region: "eu-west-1" },
      { id: "d", request: "a queue for orders" },
    ];
    const { code, stdout } = await author(["--batch"], lines.map((line) => JSON.stringify(line)).join("\n"));
    const answers = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(answers.map(({ id, kind, code: reason }) => [id, kind, reason])).toEqual([
      ["a", "understood", undefined],
      ["b", "refused", "intent/unknown-kind"],
      ["c", "refused", "author/other-region"],
      ["d", "understood", undefined],
    ]);
    expect(code).toBe(1);
  });
});
