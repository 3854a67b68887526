import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { planFixture } from "../shared/review/plan-fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "cli-"));
const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const key = file("key", "k".repeat(32));
const plan = planFixture();
const one = file("one.json", JSON.stringify(plan));
const two = file("two.json", JSON.stringify({ ...plan, output_changes: {} }));
const engine = (...args: string[]) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile("node", ["app/cli.ts", ...args], (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });

describe("code-engine fingerprint", () => {
  it("is the same for the same plan, and explains a difference", async () => {
    const same = await engine("fingerprint", "--plan", one, "--plan", one, "--key-file", key);
    expect(same).toMatchObject({ code: 0, stdout: expect.stringMatching(/^[0-9a-f]{64}\n$/) });
    const other = await engine("fingerprint", "--plan", one, "--plan", two, "--key-file", key, "--json");
    expect(other.code).toBe(1);
    expect(JSON.parse(other.stdout).differences).toEqual([
      "output.url: reviewed as create, no longer in the plan",
    ]);
  });

  it("refuses a short key, and says how it is used", async () => {
    expect(await engine("fingerprint", "--plan", one, "--key-file", file("short", "k"))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("fingerprint/short-key"),
    });
    expect(await engine("fingerprint", "--plan", one)).toMatchObject({ code: 2 });
  });
});

describe("code-engine report", () => {
  it("prints the comment and the whole plan without its secrets", async () => {
    const { code, stdout } = await engine("report", "--plan", one);
    expect(code).toBe(0);
    expect(stdout).toContain("1 to update, 1 to replace, 1 output changes");
    expect(stdout).not.toMatch(/old-secret|new-secret/);
  });
});
