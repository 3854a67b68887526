import { generateKeyPairSync, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Consultation } from "#shared/core/consultation.ts";
import { hostLedgerStore } from "#shared/ledger/append.ts";
import { signerFrom } from "#shared/ledger/keys.ts";
import { openConsultation } from "#shared/ledger/sealed-consultation.ts";
import { told } from "../../../app/experts/consulted.ts";
import { recorderOf } from "../../../app/steps/ledger.ts";
import { recordingHands } from "../../support/recording-hands.ts";

const KEY = new Uint8Array(randomBytes(32));
const ATTEMPT = {
  ...{ vendor: "openai", model: "gpt-5.5", outcome: "answered", inputTokens: 900, outputTokens: 50 },
  ...{
    cachedTokens: 0,
    reasoningTokens: 0,
    dollars: 0.25,
    milliseconds: 12,
    answeredAs: "gpt-5.5",
    requestId: "r1",
  },
  answer: '{"findings":[],"unknowns":["the zebrafish"]}',
};
const CONSULTATION = Consultation.parse({
  version: 1,
  packet: {
    request: "a bucket for the zebrafish",
    document: { source: "synth", resources: [], data: [], providers: [], outputs: [] },
    contract: { version: 1, id: "issue-1", promises: [], guards: [], withdraws: [] },
    findings: [],
  },
  terms: { seats: {}, budgets: {}, thresholds: {} },
  reviews: [
    {
      ...{ kind: "answered", duty: "security", by: "openai/gpt-5.5", findings: [], notes: ["the zebrafish"] },
      ...{ demoted: 0, degraded: null, attempts: [ATTEMPT] },
    },
  ],
  verdict: { kind: "approved", dissent: [] },
});

describe("recorderOf", () => {
  it("records one event a comment, and names who asked", async () => {
    const { hands, branches, commits } = recordingHands();
    const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const store = hostLedgerStore(hands.repository, hands.changes);
    const now = () => new Date(0);
    const signer = signerFrom(pem);
    const recorder = recorderOf({ store, writer: "app", repository: "octo/infra", signer, now }, KEY);
    for (let time = 0; time < 2; time += 1) {
      await recorder.record("intake/proposed", {
        comment: 1,
        pullRequest: 12,
        requester: "ana",
        inherits: ["ben"],
      });
    }
    await recorder.record("intake/proposed", { comment: 2, pullRequest: 13, requester: "cy" });
    expect(await recorder.requestersOf(12)).toEqual(["ana", "ben"]);
    const tip = commits.get(branches.get("code/ledger/app") ?? "");
    expect(Object.keys(tip?.files ?? {})).toEqual([
      "entries/000001.json",
      "head.json",
      "entries/000002.json",
    ]);
  });

  it("records a consultation once: in clear who was asked and what it cost, sealed what was said", async () => {
    const { hands, branches, commits } = recordingHands();
    const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const store = hostLedgerStore(hands.repository, hands.changes);
    const signer = signerFrom(pem);
    const recorder = recorderOf(
      { store, writer: "app", repository: "octo/infra", signer, now: () => new Date(0) },
      KEY,
    );
    const body = { comment: 1, pullRequest: null, stack: "storage", ...told(CONSULTATION) };
    for (let time = 0; time < 2; time += 1) await recorder.consulted(body, CONSULTATION);
    const files = commits.get(branches.get("code/ledger/app") ?? "")?.files ?? {};
    expect(Object.keys(files)).toHaveLength(3);
    const entry = JSON.parse(files["entries/000001.json"] ?? "");
    expect(entry.event.body).toMatchObject({ verdict: "approved", dollars: 0.25, sealed: "attached" });
    expect(entry.event.body.seats[0].attempts[0]).toMatchObject({ outcome: "answered", inputTokens: 900 });
    expect(JSON.stringify(files)).not.toContain("zebrafish");
    const attached = Object.entries(files).find(
      ([path]) => path !== "head.json" && path !== "entries/000001.json",
    );
    const place = { repository: "octo/infra", packet: body.packet, kind: "experts/consulted" };
    expect(openConsultation(attached?.[1] ?? "", place, KEY)).toEqual(
      JSON.parse(JSON.stringify(CONSULTATION)),
    );
  });
});
