import { describe, expect, it } from "vitest";
import { readSettings } from "#shared/settings/read-settings.ts";
import { counterparts } from "../../../app/intake/place/counterparts.ts";
import { readSpeech } from "../../../app/intake/speech.ts";

describe("readSpeech", () => {
  it.each([
    ["the same for staging", ["staging"]],
    ["and the same for production too, please", ["production"]],
    ["do the same in the staging environment", ["staging"]],
    ["Please do exactly the same thing again for staging and production.", ["staging", "production"]],
    ["same on Azure", ["azure"]],
    ["the same for google cloud", ["google cloud"]],
    ["repeat that for qa", ["qa"]],
    ["and for production too", ["production"]],
    ["for staging as well", ["staging"]],
    ["we need the same in the storage-staging stack", ["storage-staging"]],
  ])("takes %j for a repetition in %j", (text, places) => {
    expect(readSpeech(text)).toEqual({ kind: "repeat", places });
  });

  it.each([
    ["undo the last change", null],
    ["please undo that", null],
    ["take that back", null],
    ["take back the last change please", null],
    ["revert the latest commit", null],
    ["roll back the last change", null],
    ["undo", null],
    ["can you undo what you did?", null],
    ["undo #12", 12],
    ["revert the pull request #12 please", 12],
  ])("takes %j for taking back", (text, pullRequest) => {
    expect(readSpeech(text)).toEqual({ kind: "undo", pullRequest });
  });

  it.each([
    "a bucket for staging",
    "the same bucket for staging",
    "and for the orders table a backup too",
    "for the invoices a bucket",
    "undo the versioning of the bucket",
    "take the public access back from the bucket",
    "revert the bucket to private",
    "do it",
    "",
  ])("takes %j for a request", (text) => {
    expect(readSpeech(text)).toBeNull();
  });
});

describe("counterparts", () => {
  const settings = readSettings(`version: 1
environments:
  production: { account: "111111111111", region: eu-central-1, apply_environment: p }
  staging: { account: "222222222222", region: eu-west-1, apply_environment: s }
  azure: { cloud: azure, account: 00000000-0000-0000-0000-000000000000, region: westeurope, apply_environment: a }
stacks:
  storage: { environment: production }
  orders: { environment: production }
  storage-staging: { environment: staging }
  network-staging: { environment: staging }
  office: { environment: azure }
keys: { app: ["-----BEGIN PUBLIC KEY-----"], deployer: ["-----BEGIN PUBLIC KEY-----"] }
`);

  it.each([
    ["storage", "staging", ["storage-staging"]],
    ["storage", "stg", ["storage-staging"]],
    ["orders", "staging", ["network-staging", "storage-staging"]],
    ["storage-staging", "production", ["storage"]],
    ["storage", "network-staging", ["network-staging"]],
    ["storage", "azure", ["office"]],
    ["storage", "production", ["orders"]],
  ])("of %s in %s are %j", (stack, place, expected) => {
    expect(counterparts(stack, place, settings)).toEqual(expected);
  });

  it.each([
    ["storage", "qa", "No stack lies in qa"],
    ["storage", "google cloud", "No stack lies in google cloud"],
    ["storage", "storage", "was done in storage already"],
    ["office", "azure", "was done in office already"],
  ])("of %s in %s are refused", (stack, place, words) => {
    expect(() => counterparts(stack, place, settings)).toThrow(
      expect.objectContaining({ code: "intake/no-stack", message: expect.stringContaining(words) }),
    );
  });
});
