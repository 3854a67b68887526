import { execFile, execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appendToLedger, gitLedgerStore } from "#shared/ledger/append.ts";
import { signerFrom } from "#shared/ledger/keys.ts";
import { type BareRepository, bareRepository } from "../../support/bare-repository.ts";
import { STATE_KEY } from "../../support/state.ts";
import { APP, TRUST, tellStory } from "../../support/story.ts";

describe("code-engine verify", () => {
  let bare: BareRepository;
  const at = (name: string) => join(bare.folder, name);
  beforeAll(async () => {
    bare = bareRepository();
    await tellStory(bare.clone(), { rounds: 2 });
    writeFileSync(at("trust.json"), JSON.stringify(TRUST));
    writeFileSync(at("key"), Buffer.from(STATE_KEY).toString("base64"));
    execFileSync("git", ["clone", "-q", bare.remote, at("audited")], { stdio: "ignore" });
    execFileSync("git", ["init", "-q", at("empty")]);
  });
  afterAll(() => bare.remove());

  function verify(...args: string[]): Promise<{ code: number; out: string; said: string }> {
    return new Promise((done) => {
      execFile(process.execPath, ["app/cli.ts", "verify", ...args], (error, out, said) =>
        done({ code: typeof error?.code === "number" ? error.code : 0, out, said }),
      );
    });
  }

  it("reads an ordinary clone, offline, with and without the key", async () => {
    const found = await verify(at("audited"), "--trust", at("trust.json"), "--json");
    expect(found.code).toBe(0);
    expect(JSON.parse(found.out)).toMatchObject({
      problems: [],
      entries: 4,
      versions: 2,
      opened: 0,
      verdicts: 2,
    });
    const opened = await verify(at("audited"), "--trust", at("trust.json"), "--state-key", at("key"));
    expect(opened.out).toContain("2 state versions (4 sealed files opened)");
  });

  it("exits 1 and names the entry when something is wrong", async () => {
    writeFileSync(at("other.json"), JSON.stringify({ ...TRUST, repository: "acme/other" }));
    const found = await verify(at("audited"), "--trust", at("other.json"));
    expect(found).toMatchObject({
      code: 1,
      out: expect.stringContaining("code/ledger/app 1: was written for acme/infra"),
    });
  });

  it("shows no control character and no line of whoever wrote to the clone", async () => {
    const hostile = "acme\u001b[2J\u009b2J\n0 problems\r\u202e\u2028";
    const other = bareRepository();
    const signer = signerFrom(APP.privatePem);
    const store = gitLedgerStore(other.clone());
    const ledger = { store, writer: "app" as const, repository: hostile, signer, now: () => new Date(0) };
    await appendToLedger(ledger, { kind: "intake/requested", body: {} });
    execFileSync("git", ["clone", "-q", other.remote, at("hostile")], { stdio: "ignore" });
    other.remove();
    const shown = await verify(at("hostile"), "--trust", at("trust.json"));
    expect(shown.out.split("\n")[0]).toBe("code/ledger/app 1: was written for acme[2J2J 0 problems");
    expect(shown.out.split("\n")).toHaveLength(3);
    const { out } = await verify(at("hostile"), "--trust", at("trust.json"), "--json");
    expect(out).toMatch(/^[ -~]+\n$/);
    expect(JSON.parse(out).problems[0].problem).toBe(`was written for ${hostile}`);
  });

  it("exits 3 where there is nothing to judge, and 2 without trust", async () => {
    expect((await verify(at("empty"), "--trust", at("trust.json"))).code).toBe(3);
    expect((await verify(at("audited"))).code).toBe(2);
  });

  it("refuses a trust file with a field it does not know", async () => {
    writeFileSync(at("bad.json"), JSON.stringify({ ...TRUST, key: [] }));
    const found = await verify(at("audited"), "--trust", at("bad.json"));
    expect(found).toMatchObject({ code: 1, said: expect.stringMatching(/^ledger\/bad-trust/) });
  });
});
