import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const FOLDER = mkdtempSync(join(tmpdir(), "code-gate-"));
const GOOD = '{"output":{"x":{"value":"1"}}}';
const BAD = '{"output":{"x":{"value":"${file(\\"/etc/passwd\\")}"}}}';

function file(name: string, text: string | Uint8Array): string {
  const path = join(FOLDER, name);
  writeFileSync(path, text);
  return path;
}

function codeEngine(
  args: readonly string[],
  input = "",
): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ["app/cli.ts", "gate", ...args], { input, encoding: "utf8" });
}

describe("code-engine gate", () => {
  it("exits 0 and says so when nothing is denied", () => {
    const { status, stdout } = codeEngine(["--synth", file("good.json", GOOD)]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: "Nothing is denied.\n" });
  });

  it("exits 1 and prints one finding a line", () => {
    const { status, stdout } = codeEngine(["--synth", file("bad.json", BAD), "--json"]);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ rule: "gate/function", resource: "output.x", path: "value" });
  });

  it("reads the bytes as they are", () => {
    const { status, stdout } = codeEngine([
      "--synth",
      file("bytes.json", Buffer.from([0x7b, 0xff, 0x7d])),
      "--json",
    ]);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ rule: "gate/json-invalid" });
  });

  it("judges by the profile that is named", () => {
    const profile = file(
      "profile.json",
      '{"providers":{},"backend":{"type":"http","arguments":{}},"functions":["file"]}',
    );
    expect(codeEngine(["--synth", file("bad.json", BAD), "--profile", profile]).status).toBe(0);
  });

  it("refuses a profile with a typo by its path", () => {
    const profile = file(
      "typo.json",
      '{"providers":{},"backend":{"type":"http","arguments":{}},"function":[]}',
    );
    const { status, stderr } = codeEngine(["--synth", file("good.json", GOOD), "--profile", profile]);
    expect(status).toBe(1);
    expect(stderr).toContain("gate/profile-unreadable");
    expect(stderr).toContain("function");
  });

  it("exits 2 without a document", () => {
    expect(codeEngine([]).status).toBe(2);
  });

  it("gates one document a line, text and bytes alike", () => {
    const lines = [
      { id: "a", synth: GOOD },
      { id: "b", synthBase64: Buffer.from(BAD).toString("base64") },
    ];
    const { status, stdout } = codeEngine(["--batch"], lines.map((line) => JSON.stringify(line)).join("\n"));
    const answers = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(status).toBe(1);
    expect(answers[0]).toEqual({ id: "a", findings: [] });
    expect(answers[1]).toMatchObject({ id: "b", findings: [{ rule: "gate/function" }] });
  });
});
