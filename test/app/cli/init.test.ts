import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSettings } from "#shared/settings/read-settings.ts";

const CLI = new URL("../../../app/cli.ts", import.meta.url).pathname;
const ACTION = `acme/code-engine@${"a".repeat(40)}`;

function init(directory: string, overrides: Record<string, string> = {}) {
  const options = {
    repository: "octo/infra",
    account: "123456789012",
    region: "eu-west-1",
    action: ACTION,
    keys: join(directory, "..", "keys"),
    environment: "live",
    directory,
    ...overrides,
  };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  return spawnSync(process.execPath, [CLI, "init", ...args, "--stack", "storage"], { encoding: "utf8" });
}

const fresh = () => mkdtempSync(join(mkdtempSync(join(tmpdir(), "init-")), "repository-"));

describe("code-engine init", () => {
  it("writes what App and Action read, and prints what to set up around it", () => {
    const directory = fresh();
    const { status, stdout } = init(directory);
    expect(status).toBe(0);
    const text = (path: string) => readFileSync(join(directory, path), "utf8");
    expect(Object.keys(readSettings(text(".github/code.yml")).stacks)).toEqual(["storage"]);
    expect(text(".github/workflows/code.yml")).toContain(`uses: ${ACTION}`);
    expect(text(".github/workflows/code.yml")).not.toMatch(/@0{40}|environment: production/);
    expect(readdirSync(join(directory, "stacks/storage")).sort()).toEqual(["main.ts", "storage.ts"]);
    const locked = JSON.parse(text("package-lock.json"));
    expect(Object.keys(locked.packages)).toContain("node_modules/cdktf");
    expect(locked.packages["node_modules/cdktf"].integrity).toMatch(/^sha512-/);
    expect(JSON.stringify(JSON.parse(stdout).roles)).toContain("repo:octo/infra:environment:live");
  });

  it("keeps private keys out of the repository and of what it prints", () => {
    const directory = fresh();
    const { stdout } = init(directory);
    const keys = join(directory, "..", "keys");
    const state = readFileSync(join(keys, "state-key.txt"), "utf8");
    expect(statSync(join(keys, "state-key.txt")).mode & 0o077).toBe(0);
    const everything =
      execFileSync("cat", [join(directory, ".github/code.yml")], { encoding: "utf8" }) + stdout;
    expect(everything).not.toContain("PRIVATE KEY");
    expect(everything).not.toContain(state);
  });

  it("overwrites nothing, and makes no second pair of keys", () => {
    const directory = fresh();
    init(directory);
    const before = readFileSync(join(directory, "..", "keys", "app-ledger-key.pem"), "utf8");
    const again = init(directory);
    expect([again.status, again.stderr]).toEqual([1, expect.stringContaining("init/exists")]);
    expect(readFileSync(join(directory, "..", "keys", "app-ledger-key.pem"), "utf8")).toBe(before);
  });

  it.each([
    ["an action by tag", { action: "acme/code-engine@v1" }, 1, "init/action"],
    ["an account that is none", { account: "12" }, 1, "settings/invalid"],
    ["no account", { account: "" }, 2, "usage"],
  ])("refuses %s", (...[, overrides, status, said]) => {
    const directory = fresh();
    const result = init(directory, overrides);
    expect([result.status, result.stderr]).toEqual([status, expect.stringContaining(said)]);
    expect(readdirSync(directory)).toEqual([]);
  });
});
