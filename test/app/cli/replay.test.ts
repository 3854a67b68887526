import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shippedPolicies } from "#shared/adapters/policies.ts";
import { judgingCode } from "../../../app/adapters/judging-code.ts";
import { keylessSeats } from "../../../app/experts/analysers/seats.ts";
import { recorderOf } from "../../../app/steps/ledger.ts";
import { type BareRepository, bareRepository } from "../../support/bare-repository.ts";
import { consulting } from "../../support/consulting.ts";
import { appLedger, PLAY, saying } from "../../support/replaying.ts";
import { TRUST } from "../../support/story.ts";

const KEY = new Uint8Array(randomBytes(32));
/** In the request, in an answer and in a finding that does not count: what no line of a replay may hold. */
const SECRET = "zebrafish";

let bare: BareRepository;
let policies: Awaited<ReturnType<typeof shippedPolicies>>;
const at = (name: string) => join(bare.folder, name);

beforeAll(async () => {
  policies = await shippedPolicies();
  bare = bareRepository();
  const recorder = recorderOf(appLedger(bare.clone()), KEY);
  const judges = { seats: keylessSeats(policies.engines.contract), code: judgingCode() };
  const said = { request: `a bucket for the ${SECRET}` };
  await consulting({ ...PLAY, ...said, says: () => saying() }, recorder, judges);
  await recorder.record("intake/proposed", {
    comment: 1,
    stack: "storage",
    pullRequest: 12,
    requester: "ana",
  });
  await consulting({ ...PLAY, ...said, comment: 2, pullRequest: 12 }, recorder, judges);
  // Larger than a model is shown, too: its seats are not heard.
  const large = randomBytes(700_000).toString("hex");
  await consulting({ ...PLAY, comment: 3, request: large, says: () => saying() }, recorder, judges);
  writeFileSync(at("trust.json"), JSON.stringify(TRUST));
  writeFileSync(at("key"), Buffer.from(KEY).toString("base64"));
});
afterAll(() => bare.remove());

function replay(...args: string[]): Promise<{ code: number; out: string; said: string }> {
  const command = ["app/cli.ts", "review", "--replay", bare.remote, "--trust", at("trust.json"), ...args];
  return new Promise((done) => {
    execFile(process.execPath, command, { env: { PATH: process.env.PATH } }, (error, out, said) =>
      done({ code: typeof error?.code === "number" ? error.code : 0, out, said }),
    );
  });
}

describe("code-engine review --replay", () => {
  it("computes what a ledger has recorded once more, and shows nothing of what is sealed", async () => {
    const { code, out } = await replay("--key-file", at("key"));
    expect(
      out.split("\n").map((line) => line.replaceAll(/ +/g, " ").replace(/[0-9a-f]{12}/, "PACKET")),
    ).toEqual([
      "entry pull request packet verdict result",
      "1 #12 PACKET approved same",
      "3 #12 PACKET objected same",
      "4 - PACKET undecided left-out",
      " It was larger than an attachment may be: only its digests were kept.",
      "2 the same, 0 different, 0 failed, 1 not replayable",
      "",
    ]);
    expect(code).toBe(0);
    expect(out).not.toContain(SECRET);
  });

  it("says it as one line of JSON", async () => {
    const { code, out } = await replay("--key-file", at("key"), "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      ...{ same: 2, different: 0, failed: 0, leftOut: 1 },
      consultations: [
        { entry: 1, pullRequest: 12, verdict: "approved", recomputed: "approved", differences: [] },
        { entry: 3, pullRequest: 12, verdict: "objected", recomputed: "objected", differences: [] },
        { entry: 4, result: "left-out" },
      ],
    });
    expect(out).not.toContain(SECRET);
  });

  it("keeps to a pull request, or to a packet by the beginning of its digest", async () => {
    const entries = async (...args: string[]) => {
      const { code, out } = await replay("--key-file", at("key"), "--json", ...args);
      const { consultations } = JSON.parse(out);
      const own = consultations.map(({ entry }: { entry: number }) => entry);
      return { code, own, packet: String(consultations[0]?.packet) };
    };
    const { packet, ...found } = await entries("--pull-request", "12");
    expect(found).toEqual({ code: 0, own: [1, 3] });
    expect(await entries("--packet", packet.slice(0, 8))).toMatchObject(found);
    expect(await entries("--pull-request", "13")).toMatchObject({ code: 3, own: [] });
  });

  it.each([
    ["no key", []],
    ["two choices", ["--key-file", "k", "--packet", "ab", "--pull-request", "1"]],
    ["a packet that is no digest", ["--key-file", "k", "--packet", "../x"]],
    ["a pull request that is no number", ["--key-file", "k", "--pull-request", "0"]],
    ["a flag that it does not know", ["--key-file", "k", "--replays"]],
  ])("exits 2 with %s", async (_, args) => {
    expect(await replay(...args)).toMatchObject({ code: 2, out: "" });
  });

  it.each([
    ["another key", randomBytes(32).toString("base64"), /^ledger\/wrong-key: .* --consultation-key/],
    ["what is no key", "secret", /^ledger\/bad-key/],
  ])("refuses %s", async (_, key, said) => {
    writeFileSync(at("other-key"), key);
    const refused = await replay("--key-file", at("other-key"));
    expect(refused).toMatchObject({ code: 1, out: "", said: expect.stringMatching(said) });
  });
});
