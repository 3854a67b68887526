import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { warmProviders } from "../../../../app/adapters/offline/warm-providers.ts";

const SOURCE = "registry.terraform.io/acme/thing";
const NEWEST = { name: SOURCE, version: null };
const PLATFORM = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
const ENTRY = { Protocol: "grpc", ProtocolVersion: 5, Pid: 4711, Test: true };

/** A plugin folder with one provider that does what the script says. */
function folderWith(script: string, startMs = 30_000) {
  const root = mkdtempSync(join(tmpdir(), "plugins-"));
  for (const version of ["9.0.0", "10.0.0"]) {
    const place = join(root, SOURCE, version, PLATFORM);
    mkdirSync(place, { recursive: true });
    const binary = join(place, `terraform-provider-thing_v${version}`);
    writeFileSync(binary, `#!/bin/sh\necho ${version} "$@" >> ${root}/log\n${script}\n`);
    chmodSync(binary, 0o755);
  }
  const wrap = ({ command }: { command: readonly string[] }) => command;
  return { root, providers: warmProviders({ plugins: root, root, wrap, startMs }) };
}

const ANNOUNCE = `cat <<"END"\n\tTF_REATTACH_PROVIDERS='${JSON.stringify({ [SOURCE]: ENTRY })}'\nEND`;

describe("warm providers", () => {
  it("starts the newest version once, and gives an entry that Terraform can reach", async () => {
    const { root, providers } = folderWith(`${ANNOUNCE}\nexec sleep 60`);
    const [first, second] = await Promise.all([providers.entry(NEWEST), providers.entry(NEWEST)]);
    expect(first).toEqual({ [SOURCE]: { ...ENTRY, Pid: 1 } });
    expect(second).toBe(first);
    expect(readFileSync(join(root, "log"), "utf8")).toBe("10.0.0 -debug\n");
    providers.stop();
  });

  it("starts it again after it has ended", async () => {
    const { root, providers } = folderWith(ANNOUNCE);
    await providers.entry(NEWEST);
    await expect
      .poll(async () => {
        await providers.entry(NEWEST);
        return readFileSync(join(root, "log"), "utf8").split("\n").length;
      })
      .toBeGreaterThan(2);
  });

  it("has none where the folder has none, or it does not start", async () => {
    const { root, providers } = folderWith("exit 1");
    expect(await providers.entry(NEWEST)).toBeNull();
    const mumbling = folderWith("echo \"TF_REATTACH_PROVIDERS='{'\"");
    expect(await mumbling.providers.entry(NEWEST)).toBeNull();
    expect(await providers.entry({ ...NEWEST, name: "registry.terraform.io/acme/other" })).toBeNull();
    expect(existsSync(join(root, "log"))).toBe(true);
  });

  it("starts the version that the stack pins, and no other", async () => {
    const { root, providers } = folderWith(`${ANNOUNCE}\nexec sleep 60`);
    await providers.entry({ name: SOURCE, version: "9.0.0" });
    expect(readFileSync(join(root, "log"), "utf8")).toBe("9.0.0 -debug\n");
    expect(await providers.entry({ name: SOURCE, version: "9.0.1" })).toBeNull();
    providers.stop();
  });

  it("gives up one that never says where it is", async () => {
    const { providers } = folderWith("exec sleep 60", 50);
    expect(await providers.entry(NEWEST)).toBeNull();
  });
});
