import { createPrivateKey, randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  consultationKeyId,
  derivedConsultationKey,
  readConsultationKey,
} from "../../../../app/shared/ledger/consultation-key.ts";
import { openConsultation, sealConsultation } from "../../../../app/shared/ledger/sealed-consultation.ts";
import { keyPair } from "../../../support/state.ts";

const KEY = new Uint8Array(randomBytes(32));
const PLACE = { repository: "acme/infra", packet: "a".repeat(64), kind: "experts/consulted" };
const CONTENT = { packet: { request: "a bucket for the zebrafish" }, reviews: [] };

describe("a sealed consultation", () => {
  it("opens with its key at its place, and nothing of it is in clear", () => {
    const text = sealConsultation(CONTENT, PLACE, KEY);
    expect(openConsultation(text, PLACE, KEY)).toEqual(CONTENT);
    expect(text).not.toContain("zebrafish");
    expect(Buffer.from(JSON.parse(text).content, "base64").includes("zebrafish")).toBe(false);
  });

  it("never uses a data key or a nonce twice", () => {
    const made = Array.from({ length: 50 }, () => JSON.parse(sealConsultation(CONTENT, PLACE, KEY)));
    for (const field of ["salt", "iv", "content"])
      expect(new Set(made.map((one) => one[field])).size).toBe(50);
  });

  it.each([
    ["another repository", { repository: "acme/other" }],
    ["another packet", { packet: "b".repeat(64) }],
    ["an entry of another kind", { kind: "experts/outcome" }],
  ])("does not open beside %s", (_, changed) => {
    const text = sealConsultation(CONTENT, PLACE, KEY);
    const open = () => openConsultation(text, { ...PLACE, ...changed }, KEY);
    expect(open).toThrow(expect.objectContaining({ code: "ledger/tampered" }));
  });

  it("names the key that it wants", () => {
    const text = sealConsultation(CONTENT, PLACE, KEY);
    const open = () => openConsultation(text, PLACE, new Uint8Array(randomBytes(32)));
    expect(open).toThrow(expect.objectContaining({ code: "ledger/wrong-key" }));
    expect(open).toThrow(consultationKeyId(KEY));
  });

  it.each([
    ["prose", "a bucket"],
    ["another version", sealConsultation(CONTENT, PLACE, KEY).replace('"version":1', '"version":2')],
    ["another spelling", sealConsultation(CONTENT, PLACE, KEY).replace('{"content"', '{ "content"')],
  ])("is not %s", (_, text) => {
    const open = () => openConsultation(text, PLACE, KEY);
    expect(open).toThrow(expect.objectContaining({ code: "ledger/not-sealed" }));
  });

  it("does not open after any change of a byte", () => {
    const text = sealConsultation(CONTENT, PLACE, KEY);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 33, max: 126 }), (at, code) => {
        const changed = text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
        fc.pre(changed !== text);
        expect(() => openConsultation(changed, PLACE, KEY)).toThrow(/./);
      }),
    );
  });
});

describe("the consultation key", () => {
  it("follows from the key that signs, however that is written, and is not it", () => {
    const { privatePem } = keyPair();
    const key = derivedConsultationKey(privatePem);
    const again = createPrivateKey(privatePem).export({ type: "pkcs8", format: "pem" }).toString();
    expect(derivedConsultationKey(again.replaceAll("\n", "\r\n"))).toEqual(key);
    expect(key).toHaveLength(32);
    const { d = "" } = createPrivateKey(privatePem).export({ format: "jwk" });
    expect(Buffer.from(d, "base64url").equals(key)).toBe(false);
    expect(derivedConsultationKey(keyPair().privatePem)).not.toEqual(key);
  });

  it.each([
    ["31 bytes", randomBytes(31).toString("base64")],
    ["33 bytes", randomBytes(33).toString("base64")],
    ["hexadecimal digits", randomBytes(32).toString("hex")],
  ])("is not %s", (_, text) => {
    expect(() => readConsultationKey(text)).toThrow(expect.objectContaining({ code: "ledger/bad-key" }));
  });

  it("is 32 bytes in base64", () => {
    const bytes = randomBytes(32);
    expect(readConsultationKey(`${bytes.toString("base64")}\n`)).toEqual(bytes);
  });
});
