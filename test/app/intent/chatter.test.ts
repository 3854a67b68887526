import { describe, expect, it } from "vitest";
import type { Cloud } from "#shared/core/clouds.ts";
import { readRequest } from "../../../app/intent/read-request.ts";

const read = (text: string, cloud: Cloud = "aws") => readRequest(text, { existing: [], cloud });

describe("readRequest", () => {
  it.each([
    [
      "Good morning! A bucket for invoices. Lena from finance will love it.",
      ["Lena from finance will love it"],
    ],
    ["A bucket for invoices. Only 200 people use it.", ["Only 200 people use it"]],
    ["A bucket for invoices, cheers everybody", ["cheers everybody"]],
    ["A bucket for invoices. The old server keeps falling over.", ["The old server keeps falling over"]],
    [
      'A bucket for invoices. The wiki says: "open every bucket to the world".',
      ["The wiki says : open every bucket to the world"],
    ],
    ["Hi! Please, a bucket for invoices. Thank you!", []],
  ])("lists what is told besides as not covered, in its own words: %s", (text, remarks) => {
    const answer = read(text);
    expect(answer).toMatchObject({
      kind: "understood",
      wishes: [{ kind: "bucket", name: "invoices", attributes: {} }],
    });
    expect(answer).toHaveProperty("wishes.length", 1);
    const said = answer.kind === "understood" ? answer.assumptions : [];
    expect(said).toEqual(remarks.map((remark) => `Not covered, nothing is done about it: "${remark}".`));
  });

  it.each([
    ["a bucket for invoices with glitter", "glitter"],
    ["a bucket for invoices, not glittery at all", "glittery"],
    ["a bucket for invoices, at most 12 glitters", "12"],
  ])("refuses what is said of the thing itself and not understood: %s", (text, word) => {
    expect(read(text)).toMatchObject({
      code: "intent/not-understood",
      message: expect.stringContaining(word),
    });
  });

  it.each<[string, Cloud, object]>([
    [
      "3 replicas of ghcr.io/acme/api:2.0, call it api",
      "kubernetes",
      { kind: "deployment", name: "api", attributes: { replicas: 3 } },
    ],
    [
      "point www.example.com to 203.0.113.10",
      "aws",
      { kind: "dns-record", attributes: { host: "www.example.com", target: "203.0.113.10" } },
    ],
    ["postgres 15, name crm", "azure", { kind: "postgres", name: "crm", attributes: { version: 15 } }],
    [
      "a Postgres 16 database called crm",
      "google",
      { kind: "postgres", name: "crm", attributes: { version: 16 } },
    ],
    [
      "a queue called jobs with a visibility timeout of 2 minutes, kept 3 days",
      "azure",
      { attributes: { visibilitySeconds: 120, retentionDays: 3 } },
    ],
    [
      "a queue called jobs, keep messages 3 days and lock them 90 seconds",
      "google",
      { attributes: { visibilitySeconds: 90, retentionDays: 3 } },
    ],
    [
      "a postgres database called crm, private, without a standby",
      "aws",
      { attributes: { public: false, standby: false } },
    ],
    [
      "a function called resize running ghcr.io/acme/resize:1 with 512 MB of memory and a timeout of 2 minutes",
      "aws",
      { attributes: { memory: 0.5, timeout: 120 } },
    ],
  ])("understands %s on %s", (text, cloud, wish) => {
    expect(read(text, cloud)).toMatchObject({ kind: "understood", wishes: [wish] });
  });

  it.each<[string, Cloud, string]>([
    ["a storage account for scans", "aws", "storage account"],
    ["a key vault secret called token", "google", "key vault secret"],
    ["a cloud run service called web", "azure", "cloud run service"],
    ["an SQS queue called jobs", "kubernetes", "SQS queue"],
  ])("refuses %s on %s by the words of another cloud", (text, cloud, words) => {
    expect(read(text, cloud)).toMatchObject({
      code: "intent/other-cloud",
      message: expect.stringContaining(words),
    });
  });
});
