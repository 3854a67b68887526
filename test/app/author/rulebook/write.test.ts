import { describe, expect, it } from "vitest";
import { checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import { repairByMessages } from "../../../../app/author/rulebook/repair.ts";
import { writeByRules } from "../../../../app/author/rulebook/write.ts";
import { CATALOGUE } from "../../../support/catalogue.ts";
import { KNOWN } from "../../../support/known.ts";

function written(request: string) {
  const packet = { stack: "shop", region: "eu-west-1", request, wishes: [], existing: [], catalogue: [] };
  return writeByRules(packet, KNOWN);
}

function created(request: string): Record<string, Record<string, unknown>[]> {
  const operations = written(request).operations.filter((operation) => operation.kind === "create");
  const grouped = Object.groupBy(operations, ({ type }) => type);
  return Object.fromEntries(
    Object.entries(grouped).map(([type, some = []]) => [type, some.map((one) => one.arguments)]),
  );
}

describe("the rulebook", () => {
  it("writes what a thing needs: a function its role, with a trust and what lets it log", () => {
    const types = created('a Lambda function called "resize"');
    expect(types.aws_lambda_function?.[0]).toMatchObject({
      function_name: "resize",
      role: { $ref: "aws_iam_role.lambda_function.arn" },
    });
    expect(JSON.stringify(types.aws_iam_role)).toContain("lambda.amazonaws.com");
    expect(types.aws_iam_role_policy_attachment).toHaveLength(1);
  });

  it("ties two things that were asked for together", () => {
    const types = created("an EventBridge rule that runs a Lambda function every day at 7");
    expect(types.aws_cloudwatch_event_rule?.[0]?.schedule_expression).toBe("cron(0 7 * * ? *)");
    expect(types.aws_cloudwatch_event_target?.[0]).toMatchObject({
      rule: { $ref: "aws_cloudwatch_event_rule.main.name" },
      arn: { $ref: "aws_lambda_function.main.arn" },
    });
    expect(types.aws_lambda_permission).toHaveLength(1);
  });

  it("binds a value to the argument whose words stand beside it, in the sentence of its thing", () => {
    const types = created(
      'A DynamoDB table named "orders" with the hash key "order". A Kinesis stream with 3 shards and a retention period of 48.',
    );
    expect(types.aws_dynamodb_table?.[0]).toMatchObject({ name: "orders", hash_key: "order" });
    expect(types.aws_kinesis_stream?.[0]).toMatchObject({ shard_count: 3, retention_period: 48 });
  });

  it("puts subnets into ranges and zones of their own", () => {
    const subnets = created("a VPC with three subnets").aws_subnet ?? [];
    expect(subnets.map(({ cidr_block }) => cidr_block)).toEqual([
      "10.0.1.0/24",
      "10.0.2.0/24",
      "10.0.3.0/24",
    ]);
  });

  it("takes what is quoted for a literal, whatever it looks like", () => {
    const name = "=>aws_iam_role.arn";
    expect(created(`a queue named "${name}"`).aws_sqs_queue?.[0]?.name).toBe(name);
  });

  it.each([
    "an EKS cluster",
    "a load balancer with a target group",
    "an Aurora PostgreSQL cluster",
    "a CloudFront distribution in front of a bucket",
    "a Redshift cluster with 2 nodes",
    "an MSK cluster with 3 brokers",
    "an API gateway with a Lambda function",
  ])("writes nothing that the catalogue holds against: %s", (request) => {
    const { findings } = checkTypedChange(written(request), { catalogue: CATALOGUE, existing: [] });
    expect(findings).toEqual([]);
  });

  it("refuses what names nothing that it knows", () => {
    expect(() => written("make me a sandwich")).toThrowError(
      expect.objectContaining({ code: "author/nothing-known" }),
    );
  });

  it("names the words that it did nothing with", () => {
    expect(written("a queue for the flamingos").assumptions).toContain('Not covered: "flamingos".');
  });
});

describe("the repair by messages", () => {
  const change = written('a database named "Orders_1"');
  const repaired = (summary: string, detail = "") =>
    repairByMessages(change, [{ address: "aws_db_instance.orders_1", summary, detail }], {
      ...KNOWN,
      region: "eu-west-1",
    });

  it("shortens what is too long, and drops what cannot stand beside something else", () => {
    const text = JSON.stringify(
      repaired("expected length of identifier to be in the range (1 - 3), got orders-1"),
    );
    expect(text).toContain('"identifier":"ord"');
    const conflict = repaired('"db_name": conflicts with username');
    expect(JSON.stringify(conflict)).not.toContain('"username"');
  });

  it("chooses from what the provider takes", () => {
    const text = JSON.stringify(repaired('expected engine to be one of ["postgres" "mariadb"], got mysql'));
    expect(text).toContain('"engine":"postgres"');
  });

  it("adds what is missing, with what it leans on", () => {
    const text = JSON.stringify(
      repaired("Missing required argument", 'The argument "db_subnet_group_name" is required'),
    );
    expect(text).toContain("aws_db_subnet_group.");
    expect(text).toContain('"type":"aws_subnet"');
  });

  it("gives up on what it does not understand", () => {
    expect(repaired("the moon is in the wrong house")).toBeNull();
  });
});
