import { describe, expect, it } from "vitest";
import { packedCatalogues } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import { checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import type { Operation } from "#shared/core/typed-change.ts";

const catalogue = catalogueOf(packedCatalogues());
const existing = ["aws_s3_bucket.logs", "aws_s3_bucket_lifecycle_configuration.logs"];

function check(...operations: Operation[]) {
  const change = { stack: "app", title: "Change", operations, assumptions: [], questions: [] };
  return checkTypedChange(change, { catalogue, existing });
}

function create(type: string, name: string, args: object, mode: "managed" | "data" = "managed"): Operation {
  return { kind: "create", mode, type, name, arguments: { ...args }, dependsOn: [] };
}

function edit(address: string, path: string, value: string | number): Operation {
  return { kind: "edit", address, set: [{ path, value }], unset: [] };
}

const LOGS = "aws_s3_bucket_lifecycle_configuration.logs";

describe("a typed change", () => {
  it.each([
    ["a bucket", create("aws_s3_bucket", "invoices", { bucket: "invoices" })],
    [
      "a single block as an object",
      create("aws_s3_bucket_versioning", "v", {
        bucket: { $ref: "aws_s3_bucket.logs.id" },
        versioning_configuration: { status: "Enabled" },
      }),
    ],
    ["a data source", create("aws_region", "here", {}, "data")],
    ["an edit inside a list", edit(LOGS, "rule.0.expiration.0.days", 90)],
    ["a removal", { kind: "remove", address: "aws_s3_bucket.logs" } as const],
  ])("passes with %s", (_, operation) => {
    expect(check(operation).findings).toEqual([]);
  });

  it.each([
    ["unknown-type", create("aws_s3_buckets", "x", {})],
    ["unknown-argument", create("aws_s3_bucket", "x", { bukket: "x" })],
    ["missing-argument", create("aws_s3_bucket_versioning", "x", { bucket: "x" })],
    ["wrong-type", create("aws_cloudwatch_log_group", "x", { retention_in_days: "a month" })],
    ["wrong-type", create("aws_s3_bucket", "x", { force_destroy: "maybe" })],
    ["computed-argument", create("aws_s3_bucket", "x", { arn: "arn:aws:s3:::x" })],
    ["unknown-reference", create("aws_s3_bucket", "x", { bucket: { $ref: "aws_vpc.nowhere.id" } })],
    ["duplicate-name", create("aws_s3_bucket", "logs", {})],
    ["unknown-resource", { kind: "remove", address: "aws_s3_bucket.invoices" } as const],
    ["unknown-argument", edit(LOGS, "rule.first.id", "x")],
    ["wrong-type", edit(LOGS, "rule.0.expiration.0.days", "many")],
  ])("is refused with catalogue/%s", (rule, operation) => {
    expect(check(operation).findings.map((finding) => finding.rule)).toEqual([`catalogue/${rule}`]);
  });

  it("names the nearest argument", () => {
    expect(check(create("aws_s3_bucket", "x", { bukket: "x" })).findings[0]?.message).toContain(
      "nearest is bucket",
    );
  });

  it("takes the type of the provider where the text can only mean that", () => {
    const { change } = check(
      create("aws_cloudwatch_log_group", "x", { retention_in_days: "30", skip_destroy: "true" }),
    );
    expect(change.operations[0]).toMatchObject({ arguments: { retention_in_days: 30, skip_destroy: true } });
  });

  it("follows references between resources that it makes itself", () => {
    const vpc = create("aws_vpc", "net", { cidr_block: "10.0.0.0/16" });
    const subnet = create("aws_subnet", "a", { vpc_id: { $ref: "aws_vpc.net.id" } });
    expect(check(vpc, subnet).findings).toEqual([]);
  });
});
