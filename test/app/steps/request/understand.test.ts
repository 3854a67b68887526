import { describe, expect, it } from "vitest";
import { understandRequest } from "../../../../app/steps/request/understand.ts";
import { KNOWN } from "../../../support/known.ts";

function understood(request: string) {
  return understandRequest(
    { request, stack: "shop", region: "eu-west-1", existing: [], answers: null },
    KNOWN,
  );
}

describe("the understanding of a request", () => {
  it("takes the kinds that are understood whole for what they are", () => {
    const meant = understood("a bucket for invoices, kept 90 days");
    expect(meant).toMatchObject({ kind: "understood", wishes: [{ kind: "bucket", name: "invoices" }] });
  });

  it("reads by the rules what only the catalogue knows, and promises what was said of it", () => {
    const meant = understood('an SQS queue named "orders" with a delay of 30 seconds');
    expect(meant).toMatchObject({ kind: "understood", wishes: [] });
    const contract = meant.kind === "understood" ? meant.promise("issue-1-1", []) : null;
    expect(contract?.promises).toMatchObject([
      { kind: "exists", subject: { type: "aws_sqs_queue" }, from: "SQS queue" },
      { kind: "exists", subject: { type: "aws_sqs_queue", called: "orders" } },
      { kind: "holds", paths: ["delay_seconds"], value: 30 },
    ]);
  });

  it("refuses what cannot hold at once with the words that say so", () => {
    const refusal = understood("an SNS topic that is public and private");
    expect(refusal).toMatchObject({ kind: "refused", code: "intent/contradiction" });
    expect(refusal).toMatchObject({ message: expect.stringContaining("public and private") });
  });

  it("says which words of a known kind are done and not promised", () => {
    expect(understood("a bucket called jobs without encryption")).toMatchObject({
      wishes: [{ kind: "bucket", attributes: { encryption: "none" } }],
      assumptions: ['Not covered by a promise: "without encryption".'],
    });
  });

  it.each([
    ['a bucket named "acme-raw-data"', 1],
    ["a bucket for the raw data", 0],
    ["a queue called raw-data", 0],
  ])("says that more is put behind a name that others may have: %s", (text, count) => {
    const meant = understood(text);
    const said = meant.kind === "understood" ? meant.assumptions : [];
    expect(said.filter((line) => line.includes("more is put behind it"))).toHaveLength(count);
  });

  it.each([
    ["a security group called web, https from anywhere", 0],
    ["a security group called web, https from anywhere and ssh from 10.0.0.0/8", 1],
  ])("says how many rules of a firewall are done and not promised: %s", (text, count) => {
    const meant = understood(text);
    const said = meant.kind === "understood" ? meant.assumptions : [];
    expect(said.filter((line) => line.startsWith("Not covered by a promise"))).toHaveLength(count);
  });

  it.each([
    ["put the app online", "azure"],
    ["make orders more robust", "google"],
    ["a warp drive with 9 nacelles", "kubernetes"],
    ["we need more pods", "kubernetes"],
  ] as const)("does not understand what nothing can be promised of: %s on %s", (request, cloud) => {
    const spoken = { request, cloud, stack: "shop", region: "eu", existing: [], answers: null };
    expect(understandRequest(spoken, KNOWN)).toMatchObject({ kind: "refused", code: "intent/unknown-kind" });
  });

  it.each([
    ["give us some storage", "What kind of storage is meant: a bucket or a table?", "bucket"],
    [
      "a database for the orders",
      "What kind of database is meant: a postgresql database or a table?",
      "postgresql database",
    ],
  ])("asks which kind a noun that leaves it open stands for: %s", (request, text, usual) => {
    expect(understood(request)).toMatchObject({
      kind: "unclear",
      questions: [{ number: 1, text, default: usual }],
    });
  });

  it.each([
    ["a mysql database", "understood"],
    ["a database proxy", "understood"],
    ["a storage locker", "refused"],
    ["a bucket for the database dumps", "understood"],
  ])("asks nothing where the words say which: %s", (request, kind) => {
    expect(understood(request)).toMatchObject({ kind });
  });

  it.each<[Record<number, string>, object]>([
    [{}, { kind: "understood", wishes: [{ kind: "postgres", name: "orders" }] }],
    [{ 1: "a table" }, { wishes: [{ kind: "table", attributes: { key: "id" } }] }],
    [{ 1: "a boat" }, { kind: "refused", code: "intent/answer-not-understood" }],
    [{ 1: "a database" }, { kind: "refused", code: "intent/answer-not-understood" }],
  ])("reads the request with the answer in the noun's place: %j", (answers, meant) => {
    const spoken = { stack: "shop", region: "eu-west-1", existing: [], answers };
    const request = "a database for the orders";
    expect(understandRequest({ ...spoken, request }, KNOWN)).toMatchObject(meant);
  });

  it("says what it took for a question that the answered kind would have", () => {
    const spoken = { stack: "shop", region: "eu-west-1", existing: [], answers: { 1: "table" } };
    expect(understandRequest({ ...spoken, request: "a database for the orders" }, KNOWN)).toMatchObject({
      assumptions: [expect.stringMatching(/partition key.*Taken: id\./)],
    });
  });

  it("reads a known kind beside an unknown one by the rules", () => {
    expect(understood("a bucket and an SNS topic")).toMatchObject({ kind: "understood", wishes: [] });
  });

  it.each([
    ["aws", "an alarm when the orders queue is full", ["aws_sqs_queue.orders"], "understood"],
    ["aws", "a server called jump with glitter", [], "refused"],
    ["azure", "a virtual machine called jump with ubuntu", [], "understood"],
    ["kubernetes", "a virtual machine called jump with ubuntu", [], "refused"],
  ] as const)(
    "lets the rules read on %s what the kinds have no word for: %s",
    (cloud, request, has, kind) => {
      const existing = has.map((address) => {
        const [type = "", name = ""] = address.split(".");
        return { address, type, name, attributes: {}, references: [] };
      });
      const spoken = { request, cloud, stack: "shop", region: "", existing, answers: null };
      expect(understandRequest(spoken, KNOWN)).toMatchObject({ kind });
    },
  );

  it.each([
    ["a bucket with glitter", "intent/not-understood"],
    ["a flux capacitor", "intent/unknown-kind"],
    ["a flux capacitor with a queue", "author/unknown-thing"],
    ["delete the orders topic", "author/only-new"],
    ["please rename the topic", "author/only-new"],
    ["what does the queue cost?", "intent/a-question"],
    ["can you set up juggling", "intent/unknown-kind"],
    ["can an SNS topic be renamed", "author/a-question"],
    ["an sns topic in us-east-1", "author/other-region"],
  ])("refuses %j with %s", (request, code) => {
    expect(understood(request)).toMatchObject({ kind: "refused", code });
  });
});
