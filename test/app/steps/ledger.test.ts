import { generateKeyPairSync, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Consulted } from "#shared/core/consultation.ts";
import { FindingOutcome } from "#shared/core/finding-outcome.ts";
import { plainJson } from "#shared/core/json.ts";
import { hostLedgerStore } from "#shared/ledger/append.ts";
import { signerFrom } from "#shared/ledger/keys.ts";
import { openConsultation } from "#shared/ledger/sealed-consultation.ts";
import { told } from "../../../app/experts/record/consulted.ts";
import { recorderOf } from "../../../app/steps/ledger.ts";
import { consultation } from "../../support/consultation.ts";
import { recordingHands } from "../../support/recording-hands.ts";
import { became } from "../../support/told.ts";

const KEY = new Uint8Array(randomBytes(32));
const OTHER = signerFrom(
  generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
);
const AT = { comment: 1, pullRequest: null, stack: "storage" };

function recording() {
  const { hands, branches, commits } = recordingHands();
  const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const store = hostLedgerStore(hands.repository, hands.changes);
  const now = () => new Date(0);
  const ledger = {
    store,
    writer: "app" as const,
    repository: "octo/infra",
    signer: signerFrom(pem),
    now,
  };
  const files = () => commits.get(branches.get("code/ledger/app") ?? "")?.files ?? {};
  return { recorder: recorderOf(ledger, KEY), files, store };
}

describe("recorderOf", () => {
  it("records one event a comment, and names who asked", async () => {
    const { recorder, files } = recording();
    const proposed = { comment: 1, pullRequest: 12, requester: "ana", inherits: ["ben"] };
    for (let time = 0; time < 2; time += 1) await recorder.record("intake/proposed", proposed);
    await recorder.record("intake/proposed", { comment: 2, pullRequest: 13, requester: "cy" });
    expect(await recorder.requestersOf(12)).toEqual(["ana", "ben"]);
    expect(Object.keys(files())).toEqual(["entries/000001.json", "head.json", "entries/000002.json"]);
  });

  it("records a consultation once: in clear what quotes nothing, sealed beside it all of it", async () => {
    const { recorder, files } = recording();
    const content = consultation();
    for (let time = 0; time < 2; time += 1) await recorder.consulted({ ...AT, ...told(content) }, content);
    expect(Object.keys(files())).toEqual(["entries/000001.json", "head.json", "attached/000001"]);
    const text = files()["entries/000001.json"] ?? "";
    const { kind, body } = JSON.parse(text).event;
    expect(kind).toBe("experts/consulted");
    expect(Consulted.parse(body)).toMatchObject({
      ...AT,
      ...{ verdict: "undecided", dollars: 0.25, sealed: "attached" },
      seats: [
        { duty: "security", isHeard: true, found: { medium: 1 }, rules: 1, resources: 1, demoted: 1 },
        { duty: "fidelity", isHeard: false, prompt: null, attempts: [] },
      ],
    });
    expect(body.seats[0]).toMatchObject({
      prompt: expect.stringMatching(/^[0-9a-f]{64}$/),
      attempts: [{ model: "gpt-5", outcome: "answered", dollars: 0.25, requestId: "r1" }],
    });
    for (const quoted of ["zebrafish", "NET-1", "aws_sqs_queue"]) expect(text).not.toContain(quoted);
    const place = { repository: "octo/infra", packet: body.packet, kind };
    expect(openConsultation(files()["attached/000001"] ?? "", place, KEY)).toEqual(plainJson(content));
  });

  it("records what the same comment's seats say another time as another consultation", async () => {
    const { recorder, files } = recording();
    for (const content of [consultation(), consultation({ verdict: { kind: "approved", dissent: [] } })])
      await recorder.consulted({ ...AT, ...told(content) }, content);
    expect(Object.keys(files()).filter((path) => path.startsWith("entries/"))).toHaveLength(2);
  });

  it("records what became of a finding once, and another outcome of it beside that", async () => {
    const { recorder, files } = recording();
    const { body } = became("dismissed", { consultation: "first", finding: "a" });
    const dismissed = FindingOutcome.parse(body);
    const reverted = FindingOutcome.parse({ ...dismissed, outcome: "reverted", merged: 13 });
    for (const one of [dismissed, reverted, dismissed, { ...dismissed, merged: 14 }])
      await recorder.outcome(one);
    await recorder.outcome({ ...dismissed, by: "analyser" });
    const entries = Object.keys(files()).filter((path) => path.startsWith("entries/"));
    expect(entries).toHaveLength(3);
    expect((await recorder.events()).map((event) => event.body)).toEqual([
      dismissed,
      reverted,
      { ...dismissed, by: "analyser" },
    ]);
  });

  it("opens a consultation of its own again, and none that is unknown, left out or sealed by another key", async () => {
    const { recorder, store } = recording();
    const content = consultation();
    const { consultation: name, ...rest } = told(content);
    await recorder.consulted({ ...AT, ...rest, consultation: name }, content);
    expect(await recorder.opened(name)).toEqual(content);
    expect(await recorder.opened("0".repeat(64))).toBeNull();
    const ledger = {
      store,
      writer: "app" as const,
      repository: "octo/infra",
      signer: OTHER,
      now: () => new Date(0),
    };
    expect(await recorderOf(ledger, new Uint8Array(randomBytes(32))).opened(name)).toBeNull();
    const large = { ...content.packet, request: randomBytes(800_000).toString("hex") };
    const left = consultation({ packet: large });
    await recorder.consulted({ ...AT, ...told(left) }, left);
    expect(await recorder.opened(told(left).consultation)).toBeNull();
  });

  it("has no events where there is no ledger, and the newest where there are many", async () => {
    const { recorder } = recording();
    expect(await recorder.events()).toEqual([]);
    for (let comment = 1; comment < 205; comment += 1) await recorder.record("intake/requested", { comment });
    const comments = (await recorder.events()).map(({ body }) => (body as { comment: number }).comment);
    expect(comments).toEqual(Array.from({ length: 200 }, (_, at) => at + 5));
  });

  it.each([
    ["attaches what just fits", 1_200_000, "attached"],
    ["names only the digests of what is larger", 1_600_000, "left-out"],
  ])("%s", async (_, characters, sealed) => {
    const { recorder, files } = recording();
    const base = consultation();
    const request = randomBytes(characters / 2).toString("hex");
    const content = { ...base, packet: { ...base.packet, request } };
    await recorder.consulted({ ...AT, ...told(content) }, content);
    expect(JSON.parse(files()["entries/000001.json"] ?? "").event.body.sealed).toBe(sealed);
    expect("attached/000001" in files()).toBe(sealed === "attached");
  });
});
