import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Trust } from "#shared/ledger/verify-repository.ts";
import { precisionOf } from "../../app/experts/record/precision.ts";
import { noteMerge } from "../../app/steps/circle/note-merge.ts";
import type { Judges } from "../../app/steps/judges.ts";
import { type BareRepository, bareRepository } from "../support/bare-repository.ts";
import { FREE } from "../support/circle.ts";
import { type Conversation, conversation, merge } from "../support/conversation.ts";
import { modelAnswer } from "../support/model-answer.ts";
import { realJudges } from "../support/real-judges.ts";
import { cloneLedger, withLedger } from "../support/real-ledger.ts";
import { recordingHands, SETTINGS, type World } from "../support/recording-hands.ts";

const ROSTER = `seats:
  security: { models: [{ vendor: openai, model: guard }] }
  reliability: { models: [{ vendor: google, model: steady }] }
`;
const ASK = "/code a private bucket called invoices, kept 90 days, in the storage stack";
const ON = { issue: { number: 100, isPullRequest: true } };
const finding = (of: object) => ({
  id: "F",
  by: "model",
  status: "fail",
  controls: [],
  message: "So.",
  ...of,
});

/** Reliability wants 180 days; both hold lows against the name of the bucket, and security one against what is not there. */
function says(model: string, task: string): object[] {
  const name = task.includes("aws_s3_bucket.orders") ? "orders" : "invoices";
  const low = {
    resource: `aws_s3_bucket.${name}`,
    path: "bucket_prefix",
    quoted: `${name}-`,
    severity: "low",
  };
  if (model === "steady") {
    const days = { path: "rule[0].expiration[0].days", rule: "REL-1", severity: "medium", quoted: "90" };
    const resource = `aws_s3_bucket_lifecycle_configuration.${name}`;
    const said = /"days\\*":90\b/.test(task) ? [{ ...days, resource }] : [];
    return [...said, ...(name === "orders" ? [{ ...low, rule: "REL-2" }] : [])].map((one) =>
      finding({ ...one, dimension: "reliability" }),
    );
  }
  const rules = [{ rule: "SEC-1" }, { rule: "SEC-2" }, { rule: "SEC-3", quoted: "nowhere" }];
  return rules.map((one) => finding({ ...low, dimension: "security", ...one }));
}

let judges: Judges;
let bare: BareRepository;
let talk: Conversation;
let world: World;
let trust: Trust;
beforeAll(async () => {
  judges = await realJudges();
  const staff: Judges["staff"] = {
    usual: null,
    open: ({ model }) => ({
      ask: async ({ task }) => modelAnswer({ findings: says(model, task), notes: [] }),
    }),
    walletOf: () => FREE,
    writing: () => judges.author,
  };
  talk = conversation({ ...judges, staff });
  ({ world, trust } = withLedger(recordingHands({ ".github/code.yml": SETTINGS + ROSTER })));
  bare = bareRepository();
});
afterAll(() => bare.remove());

const body = () => world.pulls.get(100)?.body ?? "";
const nameOf = (rule: string) =>
  new RegExp(`\`((?:security|reliability)-[0-9a-f]{6})\`, \`${rule}\``).exec(body())?.[1];

/** What the ledger tells of findings, in order. */
async function outcomes(): Promise<string[]> {
  const events = await world.hands.ledger.events("all");
  return events.flatMap(({ kind, body: told }) => {
    const { duty, outcome, through } = told as Record<string, string>;
    return kind === "experts/outcome" ? [`${duty} ${outcome} through ${through}`] : [];
  });
}

function codeEngine(...args: string[]): Promise<{ code: number; out: string }> {
  return new Promise((done) => {
    execFile(process.execPath, ["app/cli.ts", ...args], (error, out) =>
      done({ code: typeof error?.code === "number" ? error.code : 0, out }),
    );
  });
}

const WAIVED = "security waived through comment";
const FIXED = "reliability fixed through consultation";
const DISMISSED = "security dismissed through merge";

describe("what becomes of the circle's findings", () => {
  it("is open while they stand on the pull request, each with a name", async () => {
    expect(await talk.say(world, ASK)).toContain("Pull request: #100");
    expect(await outcomes()).toEqual([]);
    expect(nameOf("REL-1")).toMatch(/^reliability-/);
    expect(nameOf("SEC-1")).not.toBe(nameOf("SEC-2"));
  });

  it("is waived where a person takes the risk", async () => {
    expect(
      await talk.say(world, `/code waive ${nameOf("SEC-1")} because the name says nothing`, ON),
    ).toContain("is waived");
    expect(await outcomes()).toEqual([WAIVED]);
  });

  it("is fixed where a further commit heeds it", async () => {
    expect(await talk.say(world, "/code keep the invoices 180 days", ON)).toContain("One more commit");
    expect(await outcomes()).toEqual([WAIVED, FIXED]);
  });

  it("is dismissed where it is merged without a word", async () => {
    merge(world, 100);
    for (let time = 0; time < 2; time += 1) await noteMerge(world.hands, 100);
    expect(await outcomes()).toEqual([WAIVED, FIXED, DISMISSED]);
    const late = await talk.say(world, `/code waive ${nameOf("SEC-2")} because it is late`, ON);
    expect(late).toContain("The pull request is merged");
  });

  it("is reverted where the merge is taken back", async () => {
    expect(await talk.say(world, "/code rollback #100", ON)).toContain("Pull request #101 undoes #100");
    await noteMerge(world.hands, 101);
    expect(await outcomes()).toHaveLength(3);
    merge(world, 101);
    for (let time = 0; time < 2; time += 1) await noteMerge(world.hands, 101);
    expect(await outcomes()).toEqual([WAIVED, FIXED, DISMISSED, "security reverted through merge"]);
  });

  it("is what a clone of the ledger says, and the audit has nothing against it", async () => {
    await cloneLedger(world, bare);
    const file = join(bare.folder, "trust.json");
    writeFileSync(file, JSON.stringify(trust));
    const audit = await codeEngine("verify", bare.remote, "--trust", file);
    expect(audit).toMatchObject({ code: 0, out: expect.stringContaining(": 0 problems") });
    const { code, out } = await codeEngine("experts", bare.remote, "--trust", file, "--json");
    expect(code).toBe(0);
    const security = { asked: 2, heard: 2, right: 2, wrong: 2, open: 0, demoted: 2 };
    const reliability = { asked: 2, heard: 2, right: 1, wrong: 0, open: 0, demoted: 0 };
    const of = (duty: string, by: string | null) =>
      JSON.parse(out).seats.find(
        (one: { duty: string; by: string | null }) => one.duty === duty && one.by === by,
      );
    expect(of("security", "openai/guard")).toMatchObject({ ...security, precision: precisionOf(security) });
    expect(of("security", null)).toMatchObject(security);
    expect(of("reliability", "google/steady")).toMatchObject({
      ...reliability,
      precision: precisionOf(reliability),
    });
  });

  it("orders what the next pull request shows, and does not change its verdict", async () => {
    const elsewhere = { issue: { number: 8, isPullRequest: false } };
    await talk.say(world, ASK.replaceAll("invoices", "orders"), elsewhere);
    const next = world.pulls.get(102)?.body ?? "";
    expect(next).toContain("Verdict: **approved**");
    const shown = [...next.matchAll(/`((?:REL|SEC)-\d)`/g)].map(([, rule]) => rule);
    expect(shown).toEqual(["REL-1", "REL-2", "SEC-1", "SEC-2"]);
  });
});
