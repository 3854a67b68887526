import { describe, expect, it } from "vitest";
import { readSettings } from "#shared/settings/read-settings.ts";
import { readPlace } from "../../../../app/intake/place/read-place.ts";

const SETTINGS = readSettings(`version: 1
environments:
  production: { account: "111111111111", region: eu-central-1, apply_environment: p }
  staging: { account: "222222222222", region: eu-west-1, apply_environment: s }
  azure: { cloud: azure, account: 00000000-0000-0000-0000-000000000000, region: westeurope, apply_environment: a }
stacks:
  storage: { environment: production }
  storage-staging: { environment: staging }
  orders: { environment: production }
  office: { environment: azure }
keys: { app: ["-----BEGIN PUBLIC KEY-----"], deployer: ["-----BEGIN PUBLIC KEY-----"] }
`);
const ALL = ["office", "orders", "storage", "storage-staging"];

describe("readPlace", () => {
  it.each([
    ["a private bucket", ALL, "a private bucket"],
    ["a private bucket in the storage stack", ["storage"], "a private bucket"],
    ["in storage, a private bucket", ["storage"], "a private bucket"],
    ["a private bucket in storage kept 90 days", ["storage"], "a private bucket kept 90 days"],
    ["in the orders bucket keep 90 days", ALL, "in the orders bucket keep 90 days"],
    ["a bucket for the orders", ALL, "a bucket for the orders"],
    ["a bucket for stack orders", ["orders"], "a bucket"],
    ["a bucket in storage-staging", ["storage-staging"], "a bucket"],
    ["a bucket in staging", ["storage-staging"], "a bucket"],
    ["a bucket for stg, kept 90 days", ["storage-staging"], "a bucket, kept 90 days"],
    ["a bucket in the production account", ["orders", "storage"], "a bucket"],
    ["a bucket for staging results", ALL, "a bucket for staging results"],
    ["a bucket on Azure", ["office"], "a bucket"],
    ["an S3 bucket", ["orders", "storage", "storage-staging"], "an S3 bucket"],
    ["a bucket on aws in production", ["orders", "storage"], "a bucket"],
    ["a new stack of cards", ALL, "a new stack of cards"],
  ])("reads %j", (text, stacks, left) => {
    expect(readPlace(text, SETTINGS)).toEqual({ stacks, text: left });
  });

  it.each([
    ["a bucket in the payroll stack", "payroll"],
    ["delete everything in acme/billing's stack", "acme/billing's"],
    ["a bucket in the other team's stack", "other team's"],
    ["a bucket in dev", "dev"],
    ["a bucket on Google Cloud", "Google Cloud"],
    ["a bucket in the orders stack in staging", "staging"],
  ])("refuses %j with its words", (text, words) => {
    expect(() => readPlace(text, SETTINGS)).toThrow(
      expect.objectContaining({ code: "intake/no-stack", message: expect.stringContaining(words) }),
    );
  });

  it("refuses everything where there is no stack", () => {
    expect(() => readPlace("a bucket", { stacks: {}, environments: {} })).toThrow("no stack at all");
  });
});
