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

  it.each([
    ["a network infrastructure with a VPC", "aws_vpc", true],
    ["an EFS with mount target", "aws_efs_mount_target", true],
    ["an ALB with mount target", "aws_efs_mount_target", false],
    [
      "a queue and a configuration block for S3 bucket ownership controls",
      "aws_s3_bucket_ownership_controls",
      true,
    ],
    ["a queue for S3 bucket ownership controls", "aws_s3_bucket_ownership_controls", false],
    ["a Kinesis Firehose delivery stream with a Redshift cluster destination", "aws_redshift_cluster", true],
    ["a Kinesis Firehose delivery stream with Redshift cluster access", "aws_redshift_cluster", false],
    ["an aws_sagemaker_notebook instance", "aws_sagemaker_notebook_instance", true],
    ["a parameter group that only allows connections from two example subnets", "aws_subnet", true],
    ["a parameter group that only allows connections from subnets", "aws_subnet", false],
    ["a Lambda function with the appropriate IAM role", "aws_iam_role", true],
    ["a Lambda function with the specified IAM role", "aws_iam_role", false],
    ["IAM users that are part of an IAM group", "aws_iam_group", true],
    ["three instances within a placement group", "aws_placement_group", true],
    ["a Redis instance", "aws_instance", false],
    ["an EC2 instance", "aws_instance", true],
    ["point-in-time recovery for the DynamoDB table", "aws_dynamodb_table", true],
    ["a backup vault for the DynamoDB table", "aws_dynamodb_table", false],
    ["an MSK Connect custom plugin", "aws_mskconnect_custom_plugin", true],
  ])("of %j promises that there is %s: %j", (request, type, isPromised) => {
    const found = compile(request).promises.filter(
      (one) => (one.kind === "exists" || one.kind === "many") && one.subject.type === type,
    );
    expect(found.length > 0).toBe(isPromised);
  });

  it.each<[string, string, string, boolean]>([
    ["a route to an internet gateway", "aws_route", "aws_route_table", true],
    ["a DynamoDB global table", "aws_dynamodb_global_table", "aws_dynamodb_table", true],
    ["an IAM role", "aws_iam_role", "aws_iam_service_linked_role", true],
    ["an IAM role", "aws_iam_role", "aws_redshift_cluster_iam_roles", false],
    ["a Lightsail instance", "aws_lightsail_instance", "aws_lightsail_database", false],
    [
      "a Lightsail instance that creates a database",
      "aws_lightsail_instance",
      "aws_lightsail_database",
      true,
    ],
  ])("of %j takes for %s a %s: %j", (request, type, other, isTaken) => {
    const found = compile(request).promises.find((one) => one.kind === "exists" && one.subject.type === type);
    expect(found?.subject.or?.includes(other) ?? false).toBe(isTaken);
  });

  it.each<[string, string, unknown, boolean]>([
    ["a DynamoDB table with read and write capacity both set to 10", "read_capacity", 10, true],
    ["an EKS node group, min size is 1, max size is 2", "scaling_config.min_size", 1, true],
    ["an EKS node group, min size is 1, max size is 2", "scaling_config.min_size", 2, false],
    [
      "an EC2 fleet of 5 on-demand instances",
      "target_capacity_specification.on_demand_target_capacity",
      5,
      true,
    ],
    ["a Redshift cluster, scaling limited to 60 minutes", "manual_snapshot_retention_period", 60, false],
    ["a Redshift cluster, manual snapshots kept for 60 days", "manual_snapshot_retention_period", 60, true],
    ['a Route 53 zone named "a" whose comment argument is set to "shop"', "comment", "shop", true],
    ["DHCP options with the DNS servers 10.0.0.2", "domain_name_servers", "10.0.0.2", true],
    ["DHCP options with the NTP servers 10.0.0.2", "domain_name_servers", "10.0.0.2", false],
    ["a VPC with DNS support and hostnames enabled", "enable_dns_support", true, true],
    ["a VPC with DNS hostnames enabled", "enable_dns_support", true, false],
    ["an S3 bucket with object lock enabled", "object_lock_enabled", "Enabled", true],
    ["an S3 bucket and its ACL, which sets the bucket access to private", "acl", "private", true],
    [
      "a Kinesis Firehose delivery stream with a Redshift cluster destination",
      "destination",
      "redshift",
      true,
    ],
    [
      "an MSK cluster with logs to a CloudWatch log group",
      "logging_info.broker_logs.cloudwatch_logs.enabled",
      true,
      true,
    ],
    ["an ECR repository whose image tag mutability is immutable", "image_tag_mutability", "IMMUTABLE", true],
    ["an MSK cluster", "logging_info.broker_logs.cloudwatch_logs.enabled", true, false],
  ])("of %j promises that %s is %j: %j", (request, path, value, isPromised) => {
    const found = compile(request).promises.filter(
      (one) => one.kind === "holds" && one.paths?.includes(path) === true && one.value === value,
    );
    expect(found.length > 0).toBe(isPromised);
  });

  it.each<[string, string, string, boolean]>([
    ["an Elastic Beanstalk environment in a VPC", "aws_elastic_beanstalk_environment", "aws_vpc", true],
    [
      "an Elastic Beanstalk environment and an SNS topic",
      "aws_elastic_beanstalk_environment",
      "aws_sns_topic",
      false,
    ],
    ["an instance within a placement group", "aws_instance", "aws_placement_group", true],
    [
      "an Elastic Beanstalk environment that is linked to a database instance",
      "aws_elastic_beanstalk_environment",
      "aws_db_instance",
      true,
    ],
    [
      "an Elastic Beanstalk environment and a database instance",
      "aws_elastic_beanstalk_environment",
      "aws_db_instance",
      false,
    ],
  ])("of %j links %s with %s: %j", (request, type, to, isLinked) => {
    const found = compile(request).promises.filter(
      (one) => one.kind === "linked" && one.subject.type === type && one.to.type === to,
    );
    expect(found.length > 0).toBe(isLinked);
  });

  it.each<[string, string, boolean]>([
    ["an RDS instance", "aws_db_instance", true],
    ["an RDS instance", "aws_subnet", false],
    ["an RDS instance", "aws_vpc", true],
    ["an RDS instance", "aws_sns_topic", false],
  ])("of %j lets stand alone a %s: %j", (request, type, isAllowed) => {
    const guard = compile(request).guards.find(({ kind }) => kind === "nothing-else-changes");
    const allowed = guard?.kind === "nothing-else-changes" ? guard.allowed.map((one) => one.type) : [];
    expect(allowed.includes(type)).toBe(isAllowed);
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
