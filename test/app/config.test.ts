import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../app/config.ts";

const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const GOOD = { APP_ID: "7", PRIVATE_KEY: pem, WEBHOOK_SECRET: "x".repeat(24), CODE_LEDGER_KEY: pem };

describe("readConfig", () => {
  it("reads numbers, defaults and keys in base64 or on one line", () => {
    const given = {
      ...GOOD,
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
    expect(() => readConfig({ ...GOOD, WEBHOOK_SECRET })).toThrow(/WEBHOOK_SECRET/);
  });

  it("names every missing variable at once", () => {
    expect(() => readConfig({})).toThrow(/APP_ID.*PRIVATE_KEY.*WEBHOOK_SECRET.*CODE_LEDGER_KEY/);
  });
});
