import { describe, expect, it } from "vitest";
import { readConfig } from "../../../app/config.ts";
import { authorIn, vendorsIn } from "../../../app/main/vendors.ts";
import { ENOUGH } from "../../support/environment.ts";

describe("authorIn", () => {
  const author = (given: object) => authorIn(readConfig({ ...ENOUGH, ...given }));

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

describe("vendorsIn", () => {
  const vendors = (given: object) => vendorsIn(readConfig({ ...ENOUGH, ...given }));

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
