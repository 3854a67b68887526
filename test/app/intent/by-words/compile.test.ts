import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANYTHING, Contract } from "#shared/core/contract.ts";
import { compileByWords } from "../../../../app/intent/by-words/compile.ts";
import { KNOWN } from "../../../support/known.ts";

const compile = (request: string, standing: Contract[] = []) =>
  compileByWords({ request, id: "issue-1", cloud: "aws", standing }, KNOWN);
const exists = (type: string) => ({ kind: "exists", subject: { type } });

describe("a contract compiled from words", () => {
  it.each([
    ["a VPC and a subnet", [exists("aws_vpc"), exists("aws_subnet")]],
    ["two SQS queues", [{ kind: "many", subject: { type: "aws_sqs_queue" }, value: 2 }]],
    ["a load balancer in a VPC", [exists("aws_lb"), exists("aws_vpc")]],
    [
      'an SNS topic named "alarms"',
      [{ kind: "exists", subject: { called: "alarms" }, from: 'SNS topic "alarms"' }],
    ],
    [
      "a kinesis stream with a retention period of 48",
      [{ kind: "holds", paths: ["retention_period"], value: 48 }],
    ],
    ["a MySQL instance with 200 GB", [{ kind: "holds", subject: { type: "aws_db_instance" }, value: 200 }]],
    [
      "a PostgreSQL 15 database instance",
      [
        { kind: "holds", value: "postgres" },
        { kind: "holds", value: "15" },
      ],
    ],
    ["an RDS instance, multi-AZ", [{ kind: "holds", paths: ["multi_az"], value: true }]],
    [
      "an RDS instance, not publicly accessible",
      [{ kind: "differs", path: "publicly_accessible", value: true }],
    ],
    ["a MySQL instance without encryption", [{ kind: "differs", path: "storage_encrypted", value: true }]],
    ["a VPC with 10.1.0.0/16", [{ kind: "holds", subject: { type: ANYTHING }, value: "10.1.0.0/16" }]],
    ["a subnet in us-east-1a", [{ kind: "holds", value: "us-east-1a" }]],
  ])("of %j promises what it says", (request, wanted) => {
    const { promises } = compile(request);
    for (const one of wanted) expect(promises).toContainEqual(expect.objectContaining(nested(one)));
  });

  it.each([
    ["a NAT gateway in an existing subnet", "aws_subnet"],
    ["DHCP options for the VPC", "aws_vpc"],
    ["a query log that can create a log stream", "aws_cloudwatch_log_stream"],
    ["a VPC without an internet gateway", "aws_internet_gateway"],
    ["optionally a kinesis stream", "aws_kinesis_stream"],
  ])("of %j does not promise %s", (request, type) => {
    const { promises } = compile(request);
    expect(promises.filter((one) => one.kind === "exists" && one.subject.type === type)).toEqual([]);
  });

  it("links what is named together and usually joined, each that is made and some for good", () => {
    const { promises, guards } = compile("a VPC with two subnets");
    const link = { subject: { type: "aws_subnet" }, to: { type: "aws_vpc" } };
    expect(promises).toContainEqual(expect.objectContaining(nested({ kind: "linked", ...link })));
    expect(guards).toContainEqual(expect.objectContaining(nested({ kind: "each-linked", ...link })));
  });

  it("guards against what nobody asked for, what nobody wants, and any destruction", () => {
    const { guards } = compile("a VPC without an internet gateway");
    expect(guards.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["nothing-else-changes", "nothing-is-destroyed", "none-is-made"]),
    );
  });

  it.each([
    ["a VPC that shimmers at dawn", ["shimmers", "dawn"]],
    ["a VPC", []],
  ])("of %j lists what it promises nothing of", (request, words) => {
    const text = (compile(request).uncovered ?? []).join(" ");
    for (const word of words) expect(text).toContain(word);
    expect(text === "").toBe(words.length === 0);
  });

  it.each([
    ["an RDS instance that is both public and private", true],
    ["an RDS instance, publicly accessible and not publicly accessible", false],
    ["a VPC with a public and a private subnet", false],
    ["a kinesis stream that is encrypted and unencrypted", true],
  ])("of %j is refused as a contradiction: %j", (request, isRefused) => {
    const refusal = expect.objectContaining({ code: "intent/contradiction" });
    const attempt = () => compile(request);
    if (isRefused) expect(attempt).toThrow(refusal);
    else expect(attempt().promises.length).toBeGreaterThan(0);
  });

  it("replaces an earlier promise of the same arguments, and keeps the others", () => {
    const earlier = Contract.parse({
      ...compile("a kinesis stream with a retention period of 48"),
      id: "issue-0",
    });
    const { withdraws } = compile("a kinesis stream with a retention period of 72", [earlier]);
    expect(withdraws).toEqual(["issue-0/aws_kinesis_stream.retention_period.48"]);
  });

  it("reads contracts that were committed before", () => {
    const earlier = {
      ...{ version: 1, id: "issue-0", guards: [{ kind: "nothing-else-changes", id: "n", allowed: [] }] },
      promises: [{ kind: "exists", id: "e", subject: { type: "aws_s3_bucket", name: "invoices" } }],
    };
    expect(Contract.parse(earlier)).toMatchObject({ ...earlier, withdraws: [] });
  });
});

const PIECES = [
  "a VPC",
  "two subnets",
  'an S3 bucket named "logs"',
  "a MySQL database with 20 GB",
  "without encryption",
  "in eu-west-1",
  "a role for the function",
  'tagged "team"',
  "that never sleeps",
];
const REQUEST = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 6 });

describe("any request", () => {
  it("compiles the same every time, into a contract that can be committed, of types that there are", () => {
    fc.assert(
      fc.property(REQUEST, (pieces) => {
        const contract = compile(pieces.join(", "));
        expect(contract).toEqual(compile(pieces.join(", ")));
        expect(Contract.parse(JSON.parse(JSON.stringify(contract)))).toEqual(
          JSON.parse(JSON.stringify(Contract.parse(contract))),
        );
        const types = [...contract.promises, ...contract.guards].flatMap((one) =>
          "subject" in one ? [one.subject.type, ...(one.subject.or ?? [])] : [],
        );
        for (const type of types) expect(type === ANYTHING || KNOWN.catalogue.find(type) !== null).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("promises no less of a thing when more is said beside it", () => {
    fc.assert(
      fc.property(REQUEST, (pieces) => {
        const alone = compile("a DynamoDB table").promises.filter(({ kind }) => kind === "exists").length;
        const more = compile(`a DynamoDB table. ${pieces.join(", ")}`).promises.filter(
          ({ kind }) => kind === "exists",
        ).length;
        expect(more).toBeGreaterThanOrEqual(alone);
      }),
      { numRuns: 30 },
    );
  });
});

function nested(wanted: object): object {
  return Object.fromEntries(
    Object.entries(wanted).map(([name, value]) => [
      name,
      typeof value === "object" && !Array.isArray(value) ? expect.objectContaining(value) : value,
    ]),
  );
}
