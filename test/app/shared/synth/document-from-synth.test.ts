import { describe, expect, it } from "vitest";
import type { Json } from "#shared/core/json.ts";
import { documentFromSynth } from "#shared/synth/document-from-synth.ts";
import { CATALOGUE } from "../../../support/catalogue.ts";

const AWS = "registry.terraform.io/hashicorp/aws";
const stack = (resource: Json, more: object = {}): Json => ({ resource, ...more }) as Json;
const bucket = (name: string) => stack({ aws_s3_bucket: { invoices: { bucket: name } } });
const resources = (base: Json | null, head: Json) => documentFromSynth(base, head, CATALOGUE).resources;

describe("documentFromSynth", () => {
  it("has blocks as arrays, expressions as unknown, and references without indexes", () => {
    const head = stack({
      aws_s3_bucket_server_side_encryption_configuration: {
        invoices: {
          "//": { metadata: {} },
          bucket: "${aws_s3_bucket.invoices.id}",
          rule: [
            {
              apply_server_side_encryption_by_default: {
                kms_master_key_id: "${aws_kms_key.main.arn}",
                sse_algorithm: "aws:kms",
              },
            },
          ],
        },
      },
    });
    expect(resources(null, head)).toEqual([
      {
        address: "aws_s3_bucket_server_side_encryption_configuration.invoices",
        type: "aws_s3_bucket_server_side_encryption_configuration",
        name: "invoices",
        provider: AWS,
        actions: ["create"],
        before: null,
        after: { rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "aws:kms" }] }] },
        unknown: {
          bucket: true,
          rule: [{ apply_server_side_encryption_by_default: [{ kms_master_key_id: true }] }],
        },
        sensitive: { rule: [{ apply_server_side_encryption_by_default: [{}] }] },
        references: [
          { path: "bucket", to: "aws_s3_bucket.invoices" },
          { path: "rule.apply_server_side_encryption_by_default.kms_master_key_id", to: "aws_kms_key.main" },
        ],
        replacePaths: [],
      },
    ]);
  });

  it("marks what the provider says is sensitive, and shows escaped text as it is meant", () => {
    const head = stack({ aws_db_instance: { main: { password: "p$${x}", identifier: "a" } } });
    expect(resources(null, head)[0]).toMatchObject({
      after: { password: "p${x}", identifier: "a" },
      sensitive: { password: true },
    });
  });

  it.each<[string, Json | null, Json, string[]]>([
    ["create", null, bucket("a"), ["create"]],
    ["update", bucket("a"), bucket("b"), ["update"]],
    ["delete", bucket("a"), stack({}), ["delete"]],
    ["no-op", bucket("a"), bucket("a"), ["no-op"]],
  ])("says %s by comparing base and head", (_, base, head, actions) => {
    expect(resources(base, head).map((change) => change.actions)).toEqual([actions]);
  });

  it("follows moves, imports and removals without destruction", () => {
    const renamed = { aws_s3_bucket: { bills: { bucket: "a" } } };
    const moved = { moved: [{ from: "aws_s3_bucket.invoices", to: "aws_s3_bucket.bills" }] };
    expect(resources(bucket("a"), stack(renamed, moved))).toMatchObject([
      { address: "aws_s3_bucket.bills", actions: ["no-op"], previousAddress: "aws_s3_bucket.invoices" },
    ]);
    const imported = { import: [{ to: "aws_s3_bucket.bills", id: "b-1" }] };
    expect(resources(null, stack(renamed, imported))).toMatchObject([{ importId: "b-1" }]);
    const removed = { removed: [{ from: "aws_s3_bucket.invoices", lifecycle: [{ destroy: false }] }] };
    expect(resources(bucket("a"), stack({}, removed))).toMatchObject([{ actions: ["forget"] }]);
  });

  it("lists data sources, providers and outputs", () => {
    const head = {
      data: {
        aws_ami: { linux: { owners: ["amazon"], filter: [{ name: "x", values: ["${aws_vpc.a.id}"] }] } },
      },
      provider: { aws: [{ region: "eu-west-1" }, { alias: "us", region: "us-east-1" }] },
      terraform: { required_providers: { aws: { source: "aws", version: "5.100.0" } } },
      output: { id: { value: "${aws_vpc.a.id}" }, name: { value: "n", sensitive: true } },
    };
    const document = documentFromSynth(null, head, CATALOGUE);
    expect(document.data).toMatchObject([
      {
        address: "data.aws_ami.linux",
        provider: AWS,
        arguments: { owners: ["amazon"] },
        references: [{ path: "filter.values", to: "aws_vpc.a" }],
      },
    ]);
    expect(document.providers).toEqual([
      { name: "aws", source: AWS, version: "5.100.0", arguments: { region: "eu-west-1" } },
      { name: "aws.us", source: AWS, version: "5.100.0", arguments: { region: "us-east-1" } },
    ]);
    expect(document.outputs).toEqual([
      { name: "id", actions: ["create"], before: null, after: null, unknown: true, sensitive: false },
      { name: "name", actions: ["create"], before: null, after: "n", unknown: false, sensitive: true },
    ]);
  });
});
