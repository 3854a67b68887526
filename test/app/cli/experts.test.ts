import { execFile, execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openClone } from "#shared/adapters/clone.ts";
import type { LedgerEvent } from "#shared/core/ledger-entry.ts";
import { appendToLedger, gitLedgerStore } from "#shared/ledger/append.ts";
import { signerFrom } from "#shared/ledger/keys.ts";
import { verifyRepository } from "#shared/ledger/verify-repository.ts";
import { type BareRepository, bareRepository } from "../../support/bare-repository.ts";
import { APP, TRUST } from "../../support/story.ts";
import { became, seat, told } from "../../support/told.ts";

const FIRST = told("first", [seat("security", ["a", "b"], { demoted: 1 }), seat("cost", [])]);
const LATER = told("later", [seat("security", ["b"])]);
const FIXED = became("fixed", { consultation: "first", finding: "a" });
const of = (event: LedgerEvent, change: object): LedgerEvent => ({
  ...event,
  body: { ...(event.body as object), ...change },
});

describe("the ledger of the circle in a clone", () => {
  const made: BareRepository[] = [];
  let whole: BareRepository;
  const trust = () => join(whole.folder, "trust.json");
  async function holding(...events: LedgerEvent[]): Promise<BareRepository> {
    const bare = bareRepository();
    made.push(bare);
    const clone = bare.clone();
    const rest = { repository: "acme/infra", signer: signerFrom(APP.privatePem), now: () => new Date(0) };
    for (const event of events)
      await appendToLedger({ store: gitLedgerStore(clone), writer: "app", ...rest }, event);
    return bare;
  }
  beforeAll(async () => {
    whole = await holding(FIRST, LATER, FIXED);
    writeFileSync(trust(), JSON.stringify(TRUST));
  });
  afterAll(() => {
    for (const bare of made) bare.remove();
  });

  function experts(...args: string[]): Promise<{ code: number; out: string; said: string }> {
    return new Promise((done) => {
      execFile(process.execPath, ["app/cli.ts", "experts", ...args], (error, out, said) =>
        done({ code: typeof error?.code === "number" ? error.code : 0, out, said }),
      );
    });
  }

  it("is printed with the precision of each seat and voice and its interval", async () => {
    const { code, out } = await experts(whole.remote, "--trust", trust());
    expect(code).toBe(0);
    expect(out.split("\n").map((line) => line.trim().split(/ {2,}/))).toEqual([
      expect.arrayContaining(["seat", "filled by", "heard/asked", "precision", "90 %"]),
      ["security", "all", "2/2", "1", "1", "1", "1", "0.50", "0.10-0.90", "0.0084", "1840"],
      ["security", "openai/gpt-5", "2/2", "1", "1", "1", "1", "0.50", "0.10-0.90", "0.0084", "1840"],
      ["cost", "all", "1/1", "0", "0", "0", "0", "0.50", "0.00-1.00", "0.0042", "1840"],
      ["cost", "openai/gpt-5", "1/1", "0", "0", "0", "0", "0.50", "0.00-1.00", "0.0042", "1840"],
      [""],
      [expect.stringContaining("2 consultations")],
      [""],
    ]);
  });

  it("is printed as JSON with the same figures", async () => {
    const { code, out } = await experts(whole.remote, "--trust", trust(), "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      consultations: 2,
      seats: [{ duty: "security", by: null, right: 1, wrong: 1, open: 1 }, {}, { duty: "cost" }, {}],
    });
  });

  it("gives no figures where it does not hold", async () => {
    const other = join(whole.folder, "other.json");
    const file = (content: object) => writeFileSync(other, JSON.stringify({ ...TRUST, ...content }));
    file({ repository: "acme/other" });
    expect(await experts(whole.remote, "--trust", other)).toMatchObject({
      ...{ code: 1, out: "" },
      said: expect.stringContaining("ledger/not-verified: code/ledger/app 1 was written for acme/infra."),
    });
    file({ tips: { "code/ledger/app": "0".repeat(40) } });
    expect((await experts(whole.remote, "--trust", other)).said).toContain("was rewound or rewritten");
    const empty = await holding();
    expect((await experts(empty.remote, "--trust", other)).said).toContain("code/ledger/app is gone");
  });

  it("exits 3 where it has no consultation, and 2 without trust or with a word too many", async () => {
    const empty = join(whole.folder, "empty");
    execFileSync("git", ["init", "-q", empty]);
    expect((await experts(empty, "--trust", trust())).code).toBe(3);
    expect((await experts(whole.remote)).code).toBe(2);
    expect((await experts(whole.remote, "more", "--trust", trust())).code).toBe(2);
  });

  it.each<[string, LedgerEvent[], string | null]>([
    ["holds", [FIRST, LATER, FIXED], null],
    ["tells an outcome of another shape", [FIRST, of(FIXED, { reason: "words" })], "cannot be read"],
    ["tells an outcome of no consultation", [FIXED], "which is not there"],
    ["tells an outcome before its consultation", [FIXED, FIRST, LATER], "which is not there"],
    ["tells an outcome in another stack", [FIRST, LATER, of(FIXED, { stack: "network" })], "is not there"],
    ["tells of a finding that nobody had", [FIRST, of(FIXED, { finding: "0".repeat(64) })], "does not have"],
    ["tells of a finding of another seat", [FIRST, LATER, of(FIXED, { duty: "cost" })], "does not have"],
    ["tells of a finding of another voice", [FIRST, LATER, of(FIXED, { by: "analyser" })], "does not have"],
    ["tells another dimension", [FIRST, LATER, of(FIXED, { dimension: "cost" })], "does not have"],
    ["is fixed by what came before", [LATER, FIRST, FIXED], "does not come after it"],
    ["is fixed by nothing", [FIRST, FIXED], "does not come after it"],
  ])("is judged by the audit where it %s", async (_, events, problem) => {
    const bare = await holding(...events);
    const judges = { providers: [], decide: () => "passed" as const };
    const { problems } = await verifyRepository(openClone(bare.remote), TRUST, judges);
    expect(problems).toEqual(
      problem === null ? [] : [{ entry: expect.any(String), problem: expect.stringContaining(problem) }],
    );
  });
});
