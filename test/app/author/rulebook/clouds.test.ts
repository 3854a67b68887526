import { describe, expect, it } from "vitest";
import { checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import type { Cloud } from "#shared/core/clouds.ts";
import { PipelineError } from "#shared/core/error.ts";
import { writeByRules } from "../../../../app/author/rulebook/write.ts";
import { CATALOGUE } from "../../../support/catalogue.ts";
import { KNOWN } from "../../../support/known.ts";

function written(cloud: Cloud, request: string) {
  const place = { stack: "shop", cloud, region: cloud === "azure" ? "westeurope" : "europe-west1" };
  return writeByRules({ ...place, request, wishes: [], existing: [], catalogue: [] }, KNOWN);
}

describe("the rulebook on other clouds", () => {
  it.each([
    ["azure", "a Redis cache", ["azurerm_redis_cache", "azurerm_resource_group"]],
    ["azure", "a service bus topic", ["azurerm_servicebus_topic", "azurerm_servicebus_namespace"]],
    ["azure", "a key vault", ["azurerm_key_vault"]],
    ["google", "a Pub/Sub topic with a subscription", ["google_pubsub_topic", "google_pubsub_subscription"]],
    ["google", "a Redis instance", ["google_redis_instance"]],
    ["google", "a BigQuery dataset", ["google_bigquery_dataset"]],
  ] as const)("writes on %s, with what it needs, what the schema takes: %s", (cloud, request, types) => {
    const change = written(cloud, request);
    const created = change.operations.flatMap((one) => (one.kind === "create" ? [one.type] : []));
    expect(created).toEqual(expect.arrayContaining([...types]));
    expect(checkTypedChange(change, { catalogue: CATALOGUE, existing: [] }).findings).toEqual([]);
  });

  it("puts things where the stack's environment lies", () => {
    expect(JSON.stringify(written("azure", "a Redis cache"))).toContain('"location":"westeurope"');
  });

  it.each([
    ["azure", "a DynamoDB table"],
    ["google", "an azurerm_redis_cache"],
  ] as const)("knows no thing of another cloud: on %s %s", (cloud, request) => {
    expect(() => written(cloud, request)).toThrowError(
      expect.objectContaining({ code: expect.stringMatching(/^author\/(nothing-known|unknown-thing)$/) }),
    );
  });

  it.each([
    ["refuses more than anybody reviews", 12, "author/too-long"],
    ["writes what can be reviewed", 2, undefined],
  ])("%s: each of many things %i times", (_, times, code) => {
    const things = [
      "SQS queues",
      "SNS topics",
      "KMS keys",
      "ECR repositories",
      "Lambda functions",
      "EFS file systems",
      "S3 buckets",
      "Kinesis streams",
      "DynamoDB tables",
      "EC2 instances",
      "Elastic IPs",
    ];
    const request = things.map((thing) => `${times} ${thing}`).join(", ");
    expect(codeOf(() => written("aws", request))).toBe(code);
  });
});

function codeOf(write: () => unknown): string | undefined {
  try {
    write();
    return undefined;
  } catch (error) {
    return error instanceof PipelineError ? error.code : String(error);
  }
}
