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
    ["The payments team would like a bucket for invoices", ["The payments team"]],
    ["We would like a bucket for invoices", []],
    ["Hi! Please, a bucket for invoices. Thank you!", []],
  ])("lists what is told besides as not covered, in its own words: %s", (text, remarks) => {
    const answer = read(text);
    expect(answer).toMatchObject({
      kind: "understood",
      wishes: [{ kind: "bucket", name: "invoices", attributes: {} }],
    });
    expect(answer).toHaveProperty("wishes.length", 1);
    const said = answer.kind === "understood" ? answer.assumptions : [];
    expect(said).toEqual(remarks.map((remark) => `Not covered: "${remark}".`));
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

  it.each<[string, number | undefined]>([
    ["a bucket for invoices, kept 14 dais", 14],
    ["a bucket for invoices, kept 3 yaers", 1095],
    ["a bucket for invoices, kept 14 ways", undefined],
    ["a bucket for invoices, kept 14 dogs", undefined],
  ])("mends the unit behind a number and nothing else: %s", (text, days) => {
    const answer = read(text);
    const kept = answer.kind === "understood" ? answer.wishes[0]?.attributes.expireDays : undefined;
    expect(kept).toBe(days);
  });

  it.each([
    ["a yearly receipts bucket called slips", "slips", ['Not covered: "yearly receipts".']],
    ["a yearly receipts bucket", "yearly_receipts", []],
  ])("takes what stands before the noun for the name only where none is given: %s", (text, name, said) => {
    expect(read(text)).toMatchObject({ wishes: [{ name }], assumptions: said });
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

  it.each([
    ["a table called sessions with userId as the key", "userId"],
    ["a table called sessions, sessionId is the partition key", "sessionId"],
    ["a table called sessions with the key sessionId", "sessionId"],
  ])("takes the word before the key as it takes the one behind: %s", (text, key) => {
    expect(read(text)).toMatchObject({ wishes: [{ name: "sessions", attributes: { key } }] });
  });

  it.each([
    ["a secret called token and a deployment called web running nginx:1.27 that uses it", "uses it"],
    ["a queue called jobs and a deployment called web running nginx:1.27 which can call them", "call them"],
  ])("drops no joining of two things in silence: %s", (text, words) => {
    expect(read(text, "kubernetes")).toMatchObject({
      code: "intent/relation",
      message: expect.stringContaining(words),
    });
  });

  it.each<[string, object]>([
    ["a fifo queue called jobs", { fifo: true }],
    ["a queue called jobs, in strict order, kept 3 days", { fifo: true, retentionDays: 3 }],
    ["a queue called jobs", {}],
  ])("knows an ordered queue: %s", (text, attributes) => {
    expect(read(text)).toHaveProperty("wishes.0.attributes", attributes);
  });

  it.each([
    ["a role for lambda attached to the worker instance", "to the worker instance"],
    ["an instance called web with a security group", "with a security group"],
  ])("joins no two things in silence: %s", (text, words) => {
    expect(read(text)).toMatchObject({ code: "intent/relation", message: expect.stringContaining(words) });
  });

  it.each([
    ["an instance called web and a security group", 2],
    ["an instance called web in the core network", 2],
    ["a bucket for logs and a queue for jobs", 2],
  ])("takes no list and no place for a joint: %s", (text, count) => {
    expect(read(text)).toHaveProperty("wishes.length", count);
  });

  it.each([
    ["web needs at least 3 instances", "understood"],
    ["finance needs at least 3 instances", "refused"],
  ])("takes nobody for who asks that the stack has: %s", (text, kind) => {
    const web = { address: "google_cloud_run_v2_service.web", type: "google_cloud_run_v2_service" };
    const existing = [{ ...web, name: "web", attributes: {}, references: [] }];
    expect(readRequest(text, { existing, cloud: "google" })).toMatchObject({ kind });
  });

  it.each([
    ["a bucket for logs and another for invoices", ["logs", "invoices"]],
    ["a bucket for logs and another one called invoices", ["logs", "invoices"]],
    ["a bucket called logs, one called invoices and one called media", ["logs", "invoices", "media"]],
    ["one bucket for logs", ["logs"]],
  ])("makes one more of what was named last: %s", (text, names) => {
    expect(read(text)).toMatchObject({ wishes: names.map((name) => ({ kind: "bucket", name })) });
  });

  it.each<[string, string]>([
    ["function resize, image acme/resize:2", "resize"],
    ["function resize with image acme/resize:2", "main"],
    ["queue messages", "messages"],
    ["queue messages kept 3 days", "main"],
    ["postgres 15 crm, 50 GB of disk", "crm"],
    ["postgres 15, 50 GB of disk", "main"],
  ])("takes the word behind the noun for its name where nothing else goes on from it: %s", (text, name) => {
    expect(read(text)).toMatchObject({ wishes: [{ name }] });
  });

  it("takes instances for replicas where the cloud has no machines", () => {
    const web = {
      address: "google_cloud_run_v2_service.web",
      type: "google_cloud_run_v2_service",
      name: "web",
    };
    const existing = [{ ...web, attributes: {}, references: [] }];
    expect(
      readRequest("the web container service needs 3 instances", { existing, cloud: "google" }),
    ).toMatchObject({
      wishes: [{ verb: "change", kind: "container-service", name: "web", attributes: { replicas: 3 } }],
    });
  });
});
