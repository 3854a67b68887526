import { describe, expect, it } from "vitest";
import { writeByRules } from "../../../../app/author/rulebook/write.ts";
import { KNOWN } from "../../../support/known.ts";

function argumentsOf(request: string, type: string): Record<string, unknown> | undefined {
  const packet = { stack: "shop", region: "eu-west-1", request, wishes: [], existing: [], catalogue: [] };
  const created = writeByRules(packet, KNOWN).operations.filter((one) => one.kind === "create");
  return created.find((one) => one.type === type)?.arguments;
}

describe("a value that names its argument", () => {
  it.each([
    [
      "a target group for a Lambda function with lambda targets",
      "aws_lb_target_group",
      "target_type",
      "lambda",
    ],
    ["a target group for round robin", "aws_lb_target_group", "load_balancing_algorithm_type", "round_robin"],
    [
      "a target group that prefers least outstanding requests",
      "aws_lb_target_group",
      "load_balancing_algorithm_type",
      "least_outstanding_requests",
    ],
    [
      "an inventory of the current versions of a bucket",
      "aws_s3_bucket_inventory",
      "included_object_versions",
      "Current",
    ],
  ])("is set in the provider's spelling: %s", (request, type, path, value) => {
    expect(at(argumentsOf(request, type), path)).toBe(value);
  });

  it.each([
    ["what is quoted", 'a target group called "lambda"', "aws_lb_target_group", "target_type"],
    ["a word of every day", "a fifo queue with a dead letter queue", "aws_sqs_queue", "deduplication_scope"],
  ])("is not read out of %s", (_, request, type, path) => {
    expect(argumentsOf(request, type)).toBeDefined();
    expect(at(argumentsOf(request, type), path)).toBeUndefined();
  });
});

describe("a block that is spoken of", () => {
  it.each([
    ["is written with what it requires", "a codebuild project with secondary artifacts", true],
    ["is left out where it is denied", "a codebuild project without secondary artifacts", false],
    ["is left out where nobody speaks of it", "a codebuild project", false],
  ])("%s", (_, request, isWritten) => {
    const { secondary_artifacts: block } = argumentsOf(request, "aws_codebuild_project") ?? {};
    expect(block !== undefined).toBe(isWritten);
  });
});

describe("a part of an argument's name", () => {
  it.each([
    ["a database instance with a backup retention of 14", 14],
    ["a database instance with a retention of 14", undefined],
  ])("says as much as all of it where no other argument has it: %s", (request, days) => {
    expect(argumentsOf(request, "aws_db_instance")?.backup_retention_period).toBe(days);
  });
});

function at(held: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => {
    const one: unknown = Array.isArray(value) ? value[0] : value;
    return typeof one === "object" && one !== null ? Reflect.get(one, name) : undefined;
  }, held);
}
