import { describe, expect, it } from "vitest";
import { derivedConsultationKey } from "#shared/ledger/consultation-key.ts";
import { consultationKeyIn, readConfig } from "../../app/config.ts";
import { ENOUGH } from "../support/environment.ts";

const pem = ENOUGH.CODE_LEDGER_KEY;

describe("readConfig", () => {
  it("reads numbers, defaults and keys in base64 or on one line", () => {
    const given = {
      ...ENOUGH,
      PRIVATE_KEY: Buffer.from(pem).toString("base64"),
      CODE_LEDGER_KEY: pem.replaceAll("\n", "\\n"),
    };
    expect(readConfig(given)).toMatchObject({
      APP_ID: 7,
      PORT: 3000,
      GITHUB_API_URL: "https://api.github.com",
      PRIVATE_KEY: pem,
      CODE_LEDGER_KEY: pem,
    });
  });

  it.each([
    ["an unset secret", undefined],
    ["an empty secret", ""],
    ["Probot's default", "development"],
    ["Probot's default, repeated", "development".repeat(3)],
    ["23 characters", "x".repeat(23)],
  ])("refuses %s", (_, WEBHOOK_SECRET) => {
    expect(() => readConfig({ ...ENOUGH, WEBHOOK_SECRET })).toThrow(/WEBHOOK_SECRET/);
  });

  it("names every missing variable at once", () => {
    expect(() => readConfig({})).toThrow(/APP_ID.*PRIVATE_KEY.*WEBHOOK_SECRET.*CODE_LEDGER_KEY/);
  });
});

describe("consultationKeyIn", () => {
  const own = Buffer.alloc(32, 7).toString("base64");

  it("takes the key that is set, and derives one from the key that signs where none is", () => {
    const set = { CODE_LEDGER_KEY: pem, CODE_CONSULTATION_KEY: own };
    expect(consultationKeyIn(set)).toEqual(Buffer.alloc(32, 7));
    expect(consultationKeyIn({ ...set, CODE_CONSULTATION_KEY: "" })).toEqual(derivedConsultationKey(pem));
  });

  it.each([
    ["no key that signs", { CODE_CONSULTATION_KEY: own }, "config/environment"],
    ["a key that is too short", { CODE_LEDGER_KEY: pem, CODE_CONSULTATION_KEY: "YQ==" }, "ledger/bad-key"],
  ])("refuses %s", (_, environment, code) => {
    expect(() => consultationKeyIn(environment)).toThrow(expect.objectContaining({ code }));
  });
});
