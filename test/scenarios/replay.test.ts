import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "#shared/core/json.ts";
import type { TypedChange } from "#shared/core/typed-change.ts";
import type { Judges } from "../../app/steps/judges.ts";
import { recorderOf } from "../../app/steps/ledger.ts";
import { type BareRepository, bareRepository } from "../support/bare-repository.ts";
import { FREE } from "../support/circle.ts";
import { type Says, scripted } from "../support/consulting.ts";
import { conversation } from "../support/conversation.ts";
import { realJudges } from "../support/real-judges.ts";
import { recordingHands, SETTINGS } from "../support/recording-hands.ts";
import { replayOffline } from "../support/replay-offline.ts";
import { appLedger } from "../support/replaying.ts";
import { TRUST } from "../support/story.ts";

const ROSTER = `seats:
  security: { models: [{ vendor: openai, model: guard }] }
  reliability: { models: [{ vendor: google, model: down }, { vendor: compatible, model: steady }] }
  cost: { models: [{ vendor: compatible, model: prose }] }
`;
const ASKED = "/code a private bucket for the invoices, kept 90 days, in the storage stack";
const KEY = new Uint8Array(randomBytes(32));
const BUCKET = "aws_s3_bucket.invoices";

const FORCED = {
  ...{ id: "S1", dimension: "security", severity: "critical", address: BUCKET, path: "force_destroy" },
  ...{ quoted: "true", rule: "S3-1", message: "The bucket goes with all that is in it." },
};
const NAMED = {
  ...FORCED,
  severity: "low",
  dimension: "reliability",
  path: "bucket_prefix",
  quoted: "invoices-",
};
const UNSEEN = { ...NAMED, id: "S2", severity: "high", path: "replication", quoted: "none" };
const answer = (...findings: object[]): string => JSON.stringify({ findings, unknowns: [] });

/** What each model says; security cannot be reached a second time. */
const SAYS: Readonly<Record<string, (task: string, isLater: boolean) => Says>> = {
  guard: (task, isLater) => {
    if (isLater) return { status: 503 };
    return answer(...(task.includes('"force_destroy":true') ? [FORCED] : []));
  },
  down: () => ({ status: 503 }),
  steady: () => answer(NAMED, UNSEEN),
  prose: () => "Sure! It is cheap.",
};

let bare: BareRepository;
let judges: Judges;
beforeAll(async () => {
  bare = bareRepository();
  judges = await realJudges();
});
afterAll(() => bare.remove());

/** The author forgets what a bucket holds, until it is told. */
function changed(change: TypedChange, force: boolean): TypedChange {
  const operations = change.operations.map((one) => {
    if (one.kind !== "create" || one.type !== "aws_s3_bucket") return one;
    return { ...one, arguments: { ...one.arguments, force_destroy: force } };
  });
  return { ...change, operations };
}

describe("what the circle said of requests", () => {
  it("is computed once more from the repository alone, with every way to the network closed", async () => {
    let isLater = false;
    const staff: Judges["staff"] = {
      usual: null,
      open: ({ model }) => scripted((task) => SAYS[model]?.(task, isLater) ?? ""),
      walletOf: () => FREE,
      writing: () => judges.author,
    };
    const author: Judges["author"] = {
      write: async (packet, signal) => changed(await judges.author.write(packet, signal), true),
      mend: async ({ draft }) => changed(draft, false),
    };
    const { say } = conversation({ ...judges, author, staff });
    const world = recordingHands({ ".github/code.yml": SETTINGS + ROSTER });
    const recorder = recorderOf(appLedger(bare.clone()), KEY);
    const asking = { ...world, hands: { ...world.hands, ledger: recorder } };
    expect(await say(asking, ASKED)).toContain("Pull request: #100");
    isLater = true;
    const other = { issue: { number: 8, isPullRequest: false } };
    expect(await say(asking, ASKED, other)).toContain("Pull request: #101");

    const replayed: Record<string, Json> = replayOffline({
      folder: bare.folder,
      remote: bare.remote,
      trust: TRUST,
      key: KEY,
    });
    expect(replayed).toMatchObject({ same: 3, different: 0, failed: 0, leftOut: 0 });
    expect(replayed.consultations).toMatchObject([
      { pullRequest: 100, verdict: "objected", recomputed: "objected", differences: [], remarks: [] },
      { pullRequest: 100, verdict: "approved", recomputed: "approved", differences: [], remarks: [] },
      { pullRequest: 101, verdict: "undecided", recomputed: "undecided", differences: [], remarks: [] },
    ]);
  });
});
