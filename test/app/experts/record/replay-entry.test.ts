import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { shippedPolicies } from "#shared/adapters/policies.ts";
import { CONSULTED } from "#shared/core/consultation.ts";
import type { Json } from "#shared/core/json.ts";
import { nextEntry } from "#shared/ledger/chain.ts";
import { signerFrom } from "#shared/ledger/keys.ts";
import { sealConsultation } from "#shared/ledger/sealed-consultation.ts";
import { keylessSeats } from "../../../../app/experts/analysers/seats.ts";
import { consultationsIn, type Keys, replayEntry } from "../../../../app/experts/record/replay-entry.ts";
import { CODE } from "../../../support/consulting.ts";
import { type Kept, keptFrom, PLAY, saying } from "../../../support/replaying.ts";
import { APP, TRUST } from "../../../support/story.ts";

const KEY = new Uint8Array(randomBytes(32));
const signer = signerFrom(APP.privatePem);
let means: Parameters<typeof replayEntry>[2];
let one: Kept;
let samePacket: Kept;
let otherPacket: Kept;
beforeAll(async () => {
  const analysers = keylessSeats((await shippedPolicies()).engines.contract);
  means = { analysers, code: CODE, signal: new AbortController().signal };
  one = await keptFrom(PLAY, analysers);
  samePacket = await keptFrom({ ...PLAY, says: () => saying() }, analysers);
  otherPacket = await keptFrom({ ...PLAY, request: "another bucket" }, analysers);
});

const sealed = ({ content, body }: Kept) => {
  const place = { repository: TRUST.repository, packet: body.packet, kind: CONSULTED };
  return sealConsultation(content, place, KEY);
};

/** An entry of the App that says this, with this file beside it. */
async function outcomeOf(body: Json, attachment: string | null, keys: Keys = [KEY]) {
  const at = { writer: "app", repository: TRUST.repository, previous: null, seen: null, at: "" } as const;
  const entry = nextEntry({ ...at, event: { kind: CONSULTED, body } }, signer);
  const [read] = consultationsIn([{ entry, attached: async () => attachment }]);
  if (read === undefined) throw new Error("this is no consultation");
  return await replayEntry(read, keys, means);
}

describe("an entry that records a consultation", () => {
  it("is the same with its own file beside it", async () => {
    expect(await outcomeOf(one.body, sealed(one))).toMatchObject({ kind: "same", verdict: "objected" });
  });

  it("is different with the file of another consultation of the same packet", async () => {
    const outcome = await outcomeOf(one.body, sealed(samePacket));
    expect(outcome).toMatchObject({
      kind: "different",
      differences: expect.arrayContaining([
        { path: "entry.verdict", recorded: "objected", recomputed: "approved" },
        expect.objectContaining({ path: "entry.consultation" }),
      ]),
    });
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ["the file of another packet", () => outcomeOf(one.body, sealed(otherPacket)), "ledger/tampered"],
    [
      "a file that was changed",
      () => outcomeOf(one.body, sealed(one).replace(/.{9}"/, "")),
      "ledger/not-sealed",
    ],
    ["no file", () => outcomeOf(one.body, null), "experts/nothing-attached"],
    ["a body in another form", () => outcomeOf({ packet: "x" }, sealed(one)), "experts/unreadable"],
  ])("has failed with %s", async (_, outcome, code) => {
    expect(await outcome()).toMatchObject({ kind: "failed", code, next: expect.stringMatching(/.{20}/) });
  });

  it("cannot be computed where it was left out", async () => {
    expect(await outcomeOf({ ...one.body, sealed: "left-out" }, null)).toEqual({ kind: "left-out" });
  });

  it("is left to whoever has the key", async () => {
    const other = new Uint8Array(randomBytes(32));
    await expect(outcomeOf(one.body, sealed(one), [other])).rejects.toMatchObject({
      code: "ledger/wrong-key",
    });
    expect(await outcomeOf(one.body, sealed(one), [other, KEY])).toMatchObject({ kind: "same" });
    expect(await outcomeOf(one.body, sealed(otherPacket), [KEY, other])).toMatchObject({ kind: "failed" });
  });
});
