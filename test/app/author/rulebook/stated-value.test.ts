import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeByRules } from "../../../../app/author/rulebook/write.ts";
import { KNOWN } from "../../../support/known.ts";

function argumentsOf(request: string, type: string): Record<string, unknown> | undefined {
  const packet = { stack: "shop", region: "eu-west-1", request, wishes: [], existing: [], catalogue: [] };
  const found = writeByRules(packet, KNOWN).operations.find(
    (one) => one.kind === "create" && one.type === type,
  );
  return found?.kind === "create" ? found.arguments : undefined;
}

const ROWS: readonly (readonly [request: string, type: string, path: string, value: unknown])[] = [
  ["a Kinesis stream with 3 shards", "aws_kinesis_stream", "shard_count", 3],
  ["a Kinesis stream with a retention period of 48", "aws_kinesis_stream", "retention_period", 48],
  ["an SQS queue with a delay of 30 seconds", "aws_sqs_queue", "delay_seconds", 30],
  ["an RDS instance with gp3 storage type", "aws_db_instance", "storage_type", "gp3"],
  ["an RDS instance, instance class db.t3.small", "aws_db_instance", "instance_class", "db.t3.small"],
  ["an option group with the sqlserver-ee engine", "aws_db_option_group", "engine_name", "sqlserver-ee"],
  ["a VPC with DNS hostnames disabled", "aws_vpc", "enable_dns_hostnames", false],
  [
    'DHCP options with domain name servers "8.8.8.8" and "8.8.4.4"',
    "aws_vpc_dhcp_options",
    "domain_name_servers",
    ["8.8.8.8", "8.8.4.4"],
  ],
  ['a VPC tagged with team = "billing"', "aws_vpc", "tags", { team: "billing" }],
];

describe("a value that a request states", () => {
  it.each(ROWS)("%s: %s.%s", (request, type, path, value) => {
    expect(argumentsOf(request, type)?.[path]).toEqual(value);
  });

  it("belongs to the thing of its sentence, and to the one whose name stands before it", () => {
    const text =
      'Two VPCs named "red" and "blue". The VPC "red" has a CIDR block of 10.1.0.0/16, the VPC "blue" a CIDR block of 10.2.0.0/16.';
    const packet = {
      stack: "shop",
      region: "eu-west-1",
      request: text,
      wishes: [],
      existing: [],
      catalogue: [],
    };
    const ranges = writeByRules(packet, KNOWN).operations.flatMap((one) =>
      one.kind === "create" && one.type === "aws_vpc" ? [one.arguments.cidr_block] : [],
    );
    expect(ranges).toEqual(["10.1.0.0/16", "10.2.0.0/16"]);
  });

  it("is a literal whatever is quoted, and never a reference or another argument", () => {
    const quoted = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => !/["\n“”]|[,.;:]$/.test(text));
    fc.assert(
      fc.property(quoted, (text) => {
        expect(argumentsOf(`a queue named "${text}"`, "aws_sqs_queue")).toEqual({ name: text });
      }),
      { numRuns: 200 },
    );
  });
});
