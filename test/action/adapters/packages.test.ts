import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RunProcess } from "#shared/core/process.ts";
import { npmPackages } from "../../../action/adapters/packages.ts";

const FILES = { manifest: "{}", lock: '{"a":1}' };

function recorded(code = 0) {
  const calls: string[][] = [];
  const run: RunProcess = async (command, args, options) => {
    calls.push([command, ...args]);
    const modules = join(options?.cwd ?? "", "node_modules", "cdktf");
    mkdirSync(modules, { recursive: true });
    writeFileSync(join(modules, "index.js"), "installed");
    return { code, stdout: "", stderr: "npm error: no" };
  };
  const cache = mkdtempSync(join(tmpdir(), "packages-"));
  return { calls, packages: npmPackages({ run, cache, environment: {} }) };
}

describe("npmPackages", () => {
  it("installs once a lock file, without running scripts", async () => {
    const { calls, packages } = recorded();
    const first = await packages.install(FILES);
    expect(readFileSync(join(first, "cdktf/index.js"), "utf8")).toBe("installed");
    expect(await packages.install(FILES)).toBe(first);
    expect(await packages.install({ ...FILES, lock: "other" })).not.toBe(first);
    expect(calls).toHaveLength(2);
    expect(calls[0]).toEqual(expect.arrayContaining(["npm", "ci", "--ignore-scripts"]));
  });

  it("installs again when a byte of the kept tree changed", async () => {
    const { calls, packages } = recorded();
    const modules = await packages.install(FILES);
    chmodSync(join(modules, "cdktf/index.js"), 0o644);
    writeFileSync(join(modules, "cdktf/index.js"), "tampered!");
    expect(readFileSync(join(await packages.install(FILES), "cdktf/index.js"), "utf8")).toBe("installed");
    writeFileSync(join(modules, "cdktf/more.js"), "added");
    await packages.install(FILES);
    expect(calls).toHaveLength(3);
  });

  it("refuses when npm does", async () => {
    await expect(recorded(1).packages.install(FILES)).rejects.toMatchObject({ code: "synth/install-failed" });
  });
});
