import { describe, expect, it } from "vitest";
import { applyAnswers } from "../../../app/intent/answers.ts";
import { readRequest } from "../../../app/intent/read-request.ts";
import { STACK } from "./paraphrases/all.ts";

const read = (text: string) => readRequest(text, { existing: STACK });

function unclear(text: string) {
  const answer = read(text);
  if (answer.kind !== "unclear") throw new Error(JSON.stringify(answer));
  return answer;
}

describe("readRequest", () => {
  it.each([
    ["a kubernetes cluster", "intent/unknown-kind"],
    ["hello", "intent/unknown-kind"],
    ["what does the bucket cost?", "intent/a-question"],
    ["", "intent/no-words"],
    ["🚀🚀🚀 🪣", "intent/no-words"],
    ["a bucket with glitter", "intent/not-understood"],
    ["two buckets for logs", "intent/not-understood"],
    ["a bucket for receipts kept 90 days and 30 days", "intent/contradiction"],
    ["do not delete the invoices bucket", "intent/not-understood"],
    ["open all ports to the world on edge", "intent/not-understood"],
    ["remove the receipts bucket", "intent/not-found"],
    ["keep the invoces 180 days", "intent/not-found"],
    ["a bucket for the invoices", "intent/exists"],
    ["delete the invoices bucket after 90 days", "intent/contradiction"],
    ["delete the orders table but keep the invoices bucket", "intent/nothing-changes"],
    ["make the invoices bucket called receipts public", "intent/ambiguous"],
    ["make the receipts bucket public", "intent/not-found"],
    [`a bucket ${"x".repeat(2000)}`, "intent/too-long"],
  ])("refuses %s", (text, code) => {
    expect(read(text)).toMatchObject({ kind: "refused", code, next: expect.stringMatching(/\w/) });
  });

  it("names the nearest thing when it finds none", () => {
    expect(read("keep the invoces 180 days")).toMatchObject({ next: expect.stringContaining("invoices") });
  });

  it("asks which one is meant when a name fits two kinds", () => {
    const table = { address: "aws_dynamodb_table.invoices", type: "aws_dynamodb_table", name: "invoices" };
    const existing = [...STACK, { ...table, attributes: {}, references: [] }];
    expect(readRequest("remove invoices", { existing })).toMatchObject({ code: "intent/ambiguous" });
    expect(readRequest("keep the invoices 180 days", { existing })).toMatchObject({ kind: "understood" });
  });

  it("reads several things in one sentence", () => {
    const text =
      "remove the invoices bucket and the orders table, and add a private bucket for receipts and an iam role for lambda";
    expect(read(text)).toMatchObject({
      wishes: [
        { verb: "remove", kind: "bucket", name: "invoices" },
        { verb: "remove", kind: "table", name: "orders" },
        { verb: "create", kind: "bucket", name: "receipts", attributes: { public: false } },
        { verb: "create", kind: "role", name: "lambda" },
      ],
    });
  });

  it.each([
    ["log group for the api, keep logs for 3 months", "api", { retentionDays: 90 }],
    [
      "a bucket for reports. Keep them a year. Turn versioning off.",
      "reports",
      { expireDays: 365, versioning: false },
    ],
    [
      "a bucket for reports with 30-day retention, encrypt the bucket",
      "reports",
      { expireDays: 30, encryption: "AES256" },
    ],
    [
      "a table for carts. The partition key is cart id. Enable backups on the table.",
      "carts",
      { key: "cart_id", recovery: true },
    ],
  ])("reads what follows as said of the same thing: %s", (text, name, attributes) => {
    expect(read(text)).toMatchObject({ wishes: [{ verb: "create", name }] });
    expect(read(text)).toHaveProperty("wishes.0.attributes", attributes);
    expect(read(text)).toHaveProperty("wishes.length", 1);
  });

  it("says what it took for granted", () => {
    expect(read("a log gruop for search kept 100 days because finance asked")).toMatchObject({
      assumptions: [
        'Read "log gruop" as "log group".',
        'Taken as the reason, not as a wish: "because finance asked".',
        "A log group cannot be kept 100 days exactly: 120 days is the nearest that is possible.",
      ],
    });
  });
});

describe("applyAnswers", () => {
  it.each([
    ["a table for receipts", "receiptId", { key: "receiptId" }],
    ["an iam role called app", "ec2", { service: "ec2.amazonaws.com" }],
    ["a bucket for receipts with a retention", "45", { expireDays: 45 }],
    ["a bucket for receipts with a retention", "two weeks", { expireDays: 14 }],
    [
      "a security group for web with port 8080",
      "192.0.2.0/24",
      { ingress: [{ protocol: "tcp", from: 8080, to: 8080, source: "192.0.2.0/24" }] },
    ],
    [
      "a security group for web reachable from 192.0.2.0/24",
      "ssh",
      { ingress: [{ protocol: "tcp", from: 22, to: 22, source: "192.0.2.0/24" }] },
    ],
  ])("completes %s with %s", (text, answer, attributes) => {
    expect(applyAnswers(unclear(text), { 1: answer })).toMatchObject({
      kind: "understood",
      wishes: [{ attributes }],
    });
  });

  it("takes the default of every question that is not answered", () => {
    expect(applyAnswers(unclear("a table for receipts"), {})).toMatchObject({
      wishes: [{ attributes: { key: "id" } }],
    });
  });

  it("names the thing as the answer says", () => {
    const asked = unclear("a bucket called slips, name it receipts");
    expect(asked.questions).toMatchObject([
      { number: 1, text: "Which is its name: receipts or slips?", default: "receipts" },
    ]);
    expect(applyAnswers(asked, { 1: "slips" })).toMatchObject({ wishes: [{ name: "slips" }] });
  });

  it.each([
    [{ 2: "id" }, "intent/no-such-question"],
    [{ 1: "two words" }, "intent/answer-not-understood"],
  ])("refuses %j", (answers, code) => {
    expect(applyAnswers(unclear("a table for receipts"), answers)).toMatchObject({ kind: "refused", code });
  });
});
