import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acquireLock, nextLock } from "../../action/state/lock.ts";
import { pullState } from "../../action/state/pull-state.ts";
import { quarantine } from "../../action/state/save-state.ts";
import { type BareRepository, bareRepository } from "../support/bare-repository.ts";
import { content, DEPLOYER, RUN, STATE_KEY, stateFile, stateWriter } from "../support/state.ts";

describe("code-state", () => {
  let bare: BareRepository;
  let common: string[];
  const at = (name: string) => join(bare.folder, name);
  beforeAll(() => {
    bare = bareRepository();
    writeFileSync(at("deployer.pem"), DEPLOYER.publicPem);
    writeFileSync(at("signing.pem"), DEPLOYER.privatePem);
    writeFileSync(at("key"), Buffer.from(STATE_KEY).toString("base64"));
    writeFileSync(at("new-key"), randomBytes(32).toString("base64"));
    writeFileSync(at("old.tfstate"), stateFile(41, ["kept"]));
    const place = ["--remote", bare.remote, "--repository", "acme/infra", "--stack", "invoices"];
    common = [...place, "--deployer", at("deployer.pem"), "--signing-key", at("signing.pem")];
  });
  afterAll(() => bare.remove());

  function state(...args: string[]): Promise<{ code: number; out: string; said: string }> {
    const [command = "", ...rest] = args;
    return new Promise((done) => {
      execFile(process.execPath, ["action/cli.ts", command, ...common, ...rest], (error, out, said) =>
        done({ code: typeof error?.code === "number" ? error.code : 0, out, said }),
      );
    });
  }
  const key = ["--state-key"];

  it("adopts a state once, and gives it back to its owner alone", async () => {
    const withKey = [...key, at("key")];
    expect(await state("pull", ...withKey)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^state\/none/),
    });
    expect(await state("migrate", ...withKey, "--state", at("old.tfstate"))).toMatchObject({ code: 0 });
    const again = await state("migrate", ...withKey, "--state", at("old.tfstate"));
    expect(again).toMatchObject({ code: 1, said: expect.stringMatching(/^state\/already-there/) });
    expect(await state("pull", ...withKey, "--out", at("pulled"))).toMatchObject({ code: 0 });
    expect(readFileSync(at("pulled"))).toEqual(Buffer.from(stateFile(41, ["kept"])));
    expect(statSync(at("pulled")).mode & 0o777).toBe(0o600);
  });

  it("seals with a new key, which the old one does not open any more", async () => {
    expect(await state("rotate-key", ...key, at("new-key"), ...key, at("key"))).toMatchObject({ code: 0 });
    expect(await state("pull", ...key, at("key"))).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^state\/unknown-key/),
    });
    expect((await state("pull", ...key, at("new-key"))).out).toBe(
      Buffer.from(stateFile(41, ["kept"])).toString(),
    );
    const { versions, lock } = JSON.parse((await state("history", "--json")).out);
    expect(versions.map(({ serial }: { serial: number }) => serial)).toEqual([41, 41]);
    expect(lock).toBeNull();
    await state("rotate-key", ...key, at("key"), ...key, at("new-key"));
  });

  it("unlocks the run that is named, and recovers what a quarantined one kept", async () => {
    const writer = stateWriter(bare.clone());
    const claim = await acquireLock(writer, { run: RUN, job: "apply" });
    expect(await state("unlock", ...key, at("key"), "--run", "1/1")).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^state\/locked.*100\/1/),
    });
    const base = await pullState(writer, null);
    await quarantine(
      writer,
      { lock: claim.lock, base },
      { content: content(42, ["made"]), reason: "the disk was full" },
    );
    expect((await state("history")).out).toMatch(
      /quarantined by run 100\/1.*the disk was full.*to recover: code\/recovery/s,
    );
    expect(await state("unlock", ...key, at("key"), "--run", "100/1")).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^state\/quarantined/),
    });
    expect(await state("recover", ...key, at("key"))).toMatchObject({
      code: 0,
      out: expect.stringContaining("serial 42"),
    });
    const next = await acquireLock(writer, { run: RUN, job: "apply" });
    expect(next.kind).toBe("held");
    expect(await state("unlock", ...key, at("key"), "--run", "100/1")).toMatchObject({ code: 0 });
    expect(await state("unlock", ...key, at("key"), "--run", "100/1")).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^state\/not-locked/),
    });
    expect((await nextLock(writer, next.lock)).body.beat).toBe(2);
  });

  it.each([
    [["nothing"], 2],
    [["pull", "--unknown"], 2],
  ])("calls %j wrong usage", async (args, code) => {
    expect(await state(...args)).toMatchObject({ code });
  });
});
