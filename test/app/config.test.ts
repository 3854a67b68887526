import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { derivedConsultationKey } from "#shared/ledger/consultation-key.ts";
import { authorIn, consultationKeyIn, driveIn, readConfig, vendorsIn } from "../../app/config.ts";

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

describe("authorIn", () => {
  const author = (given: object) => authorIn(readConfig({ ...GOOD, ...given }));

  it.each([
    ["the key-less author without a key", {}, null],
    ["Claude where there is a key", { ANTHROPIC_API_KEY: "k" }, { vendor: "anthropic", key: "k" }],
    ["the key-less author when it is asked for", { ANTHROPIC_API_KEY: "k", CODE_AUTHOR: "rulebook" }, null],
    [
      "the named vendor with its own key",
      { ANTHROPIC_API_KEY: "k", OPENAI_API_KEY: "o", CODE_AUTHOR: "openai", CODE_AUTHOR_MODEL: "m" },
      { vendor: "openai", model: "m", key: "o" },
    ],
    [
      "one key for both of Google's SDKs",
      { GEMINI_API_KEY: "g", CODE_AUTHOR: "google-genai", CODE_AUTHOR_MODEL: "m" },
      { vendor: "google-genai", key: "g" },
    ],
    [
      "a server of one's own without a key",
      {
        ...{ CODE_AUTHOR: "compatible", CODE_AUTHOR_MODEL: "m" },
        CODE_AUTHOR_URL: "http://127.0.0.1:8000/v1",
      },
      { vendor: "compatible", key: "", baseUrl: "http://127.0.0.1:8000/v1" },
    ],
  ])("is %s", (_, given, wanted) => {
    const found = author(given);
    if (wanted === null) expect(found).toBeNull();
    else expect(found).toMatchObject(wanted);
  });

  it.each([
    [{ CODE_AUTHOR: "openai" }, /OPENAI_API_KEY is not set.*CODE_AUTHOR_MODEL is not set/],
    [{ CODE_AUTHOR: "google", CODE_AUTHOR_MODEL: "m" }, /GEMINI_API_KEY/],
    [{ CODE_AUTHOR: "compatible", CODE_AUTHOR_MODEL: "m" }, /CODE_AUTHOR_URL/],
    [{ CODE_AUTHOR: "bard" }, /CODE_AUTHOR/],
  ])("names what %o lacks", (given, lacking) => {
    expect(() => author(given)).toThrow(lacking);
  });
});

describe("driveIn", () => {
  const drive = (given: object) => driveIn(readConfig({ ...GOOD, ...given }));
  const CODE_DRIVE_FOLDER = "1AbCdEfGhIjKlMnOpQrStUvWxYz";
  const CODE_DRIVE_CREDENTIALS = "/etc/code/drive.json";

  it("is off unless both are set, an empty one counting as none", () => {
    expect(drive({})).toBeNull();
    expect(drive({ CODE_DRIVE_FOLDER: "", CODE_DRIVE_SCOPE: "drive" })).toBeNull();
  });

  it("takes folder and credentials, with the least scope unless said", () => {
    const both = { CODE_DRIVE_FOLDER, CODE_DRIVE_CREDENTIALS };
    const found = { folder: CODE_DRIVE_FOLDER, credentials: CODE_DRIVE_CREDENTIALS };
    expect(drive(both)).toEqual({ ...found, scope: "drive.file" });
    expect(drive({ ...both, CODE_DRIVE_SCOPE: "drive" })).toEqual({ ...found, scope: "drive" });
  });

  it.each([
    [{ CODE_DRIVE_FOLDER }, /CODE_DRIVE_CREDENTIALS is not set, and CODE_DRIVE_FOLDER is/],
    [{ CODE_DRIVE_CREDENTIALS }, /CODE_DRIVE_FOLDER is not set, and CODE_DRIVE_CREDENTIALS is/],
    [{ CODE_DRIVE_FOLDER: "https://drive.google.com/drive/folders/1AbC" }, /CODE_DRIVE_FOLDER is no id/],
    [{ CODE_DRIVE_FOLDER: "x' or 'root' in parents" }, /CODE_DRIVE_FOLDER is no id/],
    [{ CODE_DRIVE_SCOPE: "drive.readonly" }, /CODE_DRIVE_SCOPE/],
  ])("refuses %o by name", (given, lacking) => {
    expect(() => drive(given)).toThrow(lacking);
  });
});

describe("vendorsIn", () => {
  const vendors = (given: object) => vendorsIn(readConfig({ ...GOOD, ...given }));

  it.each([
    ["nobody without a key", {}, {}],
    [
      "one key for both of Google's SDKs, at the address that is set",
      { GEMINI_API_KEY: "g", CODE_GEMINI_URL: "http://127.0.0.1:1" },
      {
        google: { key: "g", baseUrl: "http://127.0.0.1:1" },
        "google-genai": { key: "g", baseUrl: "http://127.0.0.1:1" },
      },
    ],
    [
      "a server of one's own by its address",
      { CODE_COMPATIBLE_URL: "http://127.0.0.1:8000/v1" },
      { compatible: { key: "", baseUrl: "http://127.0.0.1:8000/v1" } },
    ],
    ["no server of one's own by its key alone", { CODE_COMPATIBLE_KEY: "c" }, {}],
    [
      "the author's own address before that of its vendor",
      { ANTHROPIC_API_KEY: "a", CODE_ANTHROPIC_URL: "http://one", CODE_AUTHOR_URL: "http://other" },
      { anthropic: { key: "a", baseUrl: "http://other" } },
    ],
    [
      "the author's address for nobody else",
      { ANTHROPIC_API_KEY: "a", OPENAI_API_KEY: "o", CODE_AUTHOR_URL: "http://other" },
      { anthropic: { key: "a", baseUrl: "http://other" }, openai: { key: "o", baseUrl: undefined } },
    ],
  ])("reach %s", (_, given, wanted) => {
    expect(vendors(given)).toEqual(wanted);
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
