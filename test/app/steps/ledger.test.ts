import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hostLedgerStore } from "#shared/ledger/append.ts";
import { signerFrom } from "#shared/ledger/keys.ts";
import { recorderOf } from "../../../app/steps/ledger.ts";
import { recordingHands } from "../../support/recording-hands.ts";

describe("recorderOf", () => {
  it("records one event a comment, and names who asked", async () => {
    const { hands, branches, commits } = recordingHands();
    const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const store = hostLedgerStore(hands.repository, hands.changes);
    const now = () => new Date(0);
    const recorder = recorderOf({
      store,
      writer: "app",
      repository: "octo/infra",
      signer: signerFrom(pem),
      now,
    });
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
});
