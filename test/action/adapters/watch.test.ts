import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readIfThere, watchFile } from "../../../action/adapters/watch.ts";

describe("watching a file", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "code-watch-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("tells of a file that is made later, and of every writing", async () => {
    const file = join(folder, "terraform.tfstate");
    let stop = () => {};
    const told = new Promise<void>((done) => {
      stop = watchFile(file, done);
    });
    writeFileSync(join(folder, "other"), "x");
    writeFileSync(file, "{}");
    await told;
    stop();
    expect(Buffer.from((await readIfThere(file)) ?? []).toString()).toBe("{}");
  });

  it("reads nothing where there is nothing, and fails where it may not look", async () => {
    expect(await readIfThere(join(folder, "absent"))).toBeNull();
    await expect(readIfThere(folder)).rejects.toThrow("EISDIR");
  });
});
