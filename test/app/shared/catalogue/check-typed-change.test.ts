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

const ref = ($ref: string) => ({ $ref });

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

  it.each([
    ["a type under its old name", create("aws_rds_instance", "x", {}), "aws_db_instance"],
    ["a type with a typing error", create("aws_s3_buckte", "x", {}), "aws_s3_bucket"],
    ["a data source that is no resource", create("aws_subnet_ids", "x", {}), "data.aws_subnets"],
    ["a type of another name for its cloud", create("gcp_storage_bucket", "x", {}), "google_storage_bucket"],
    ["an argument with a typing error", create("aws_s3_bucket", "x", { bukcet: "x" }), "bucket"],
    [
      "what became a resource of its own",
      create("aws_s3_bucket", "x", { public_access_block_configuration: {} }),
      "aws_s3_bucket_public_access_block",
    ],
    [
      "an argument that stands one block deeper",
      create("azurerm_storage_container", "x", { name: "x", container_acces_type: "private" }),
      "container_access_type",
    ],
    [
      "one value where a list is wanted",
      create("aws_instance", "x", { ami: "x", instance_type: "t3.micro", security_groups: "web" }),
      '["web"]',
    ],
    ["a list where one value is wanted", create("aws_s3_bucket", "x", { bucket: ["x"] }), '"x"'],
    [
      "a value that is not listed",
      create("google_compute_firewall", "x", { name: "x", network: "x", direction: "INGRES" }),
      "INGRESS",
    ],
    ["a number above its range", create("aws_lb_target_group", "x", { port: 70_000 }), "65535"],
    [
      "a number below its least",
      create("aws_rds_cluster", "x", { engine: "aurora-mysql", backtrack_window: -1 }),
      "0",
    ],
    [
      "a reference with a typing error",
      create("aws_s3_bucket_policy", "x", { bucket: ref("aws_s3_bucket.log.id"), policy: "{}" }),
      "aws_s3_bucket.logs",
    ],
    [
      "an attribute that the type does not have",
      create("aws_s3_bucket_policy", "x", { bucket: ref("aws_s3_bucket.logs.identifier"), policy: "{}" }),
      null,
    ],
    [
      "an attribute with a typing error",
      create("aws_s3_bucket_policy", "x", { bucket: ref("aws_s3_bucket.logs.bukcet"), policy: "{}" }),
      "aws_s3_bucket.logs.bucket",
    ],
    [
      "a resource as a whole",
      create("aws_s3_bucket_policy", "x", { bucket: ref("aws_s3_bucket.logs"), policy: "{}" }),
      "aws_s3_bucket.logs.id",
    ],
    [
      "a removal of a neighbour",
      { kind: "remove", address: "aws_s3_bucket.log" } as const,
      "aws_s3_bucket.logs",
    ],
    ["an edit with a typing error", edit(LOGS, "rule.0.expiraton.0.days", 9), "expiration"],
  ])("is told how to mend %s", (_, operation, suggestion) => {
    expect(check(operation).findings.map((finding) => finding.suggestion ?? null)).toEqual([suggestion]);
  });

  it("names the place of what is wrong", () => {
    const rule = { id: "a", status: "Enabled", expiration: { dayss: 3 } };
    const lifecycle = create("aws_s3_bucket_lifecycle_configuration", "x", { bucket: "x", rule: [rule] });
    expect(check(lifecycle).findings).toMatchObject([
      { resource: "aws_s3_bucket_lifecycle_configuration.x", path: "rule.0.expiration.0.dayss" },
    ]);
  });

  it("takes one element out of a list where a block may occur once, and no two", () => {
    const versioning = (blocks: object[]) =>
      check(create("aws_s3_bucket_versioning", "x", { bucket: "x", versioning_configuration: blocks }));
    const block = { status: "Enabled" };
    const [operation] = versioning([block]).change.operations;
    expect(operation).toMatchObject({ arguments: { versioning_configuration: block } });
    expect(versioning([block, block]).findings).toMatchObject([{ rule: "catalogue/wrong-type" }]);
  });

  it("wants the number of elements that the provider wants", () => {
    const stage = {
      name: "one",
      action: [{ name: "a", category: "Source", owner: "AWS", provider: "S3", version: "1" }],
    };
    const pipeline = { name: "x", role_arn: "x", artifact_store: [{ location: "x", type: "S3" }] };
    const stages = (count: number) =>
      check(create("aws_codepipeline", "x", { ...pipeline, stage: Array(count).fill(stage) })).findings;
    expect(stages(1)).toMatchObject([{ rule: "catalogue/wrong-count", path: "stage" }]);
    expect(stages(2)).toEqual([]);
  });

  it("follows a ring of references to its start, once", () => {
    const group = (name: string, other: string) =>
      create("aws_security_group", name, { description: ref(`aws_security_group.${other}.id`) });
    expect(check(group("a", "b"), group("b", "c"), group("c", "a")).findings).toMatchObject([
      { rule: "catalogue/cycle", resource: "aws_security_group.a" },
    ]);
    expect(check(group("self", "self")).findings).toMatchObject([{ rule: "catalogue/cycle" }]);
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
