import { describe, expect, it } from "vitest";
import { packedCatalogues } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";

const catalogue = catalogueOf(packedCatalogues());

describe("the catalogue", () => {
  it.each([
    ["aws", "5.100.0", 1526, 608],
    ["azurerm", "4.55.0", 1127, 399],
    ["google", "6.50.0", 1096, 373],
    ["kubernetes", "2.38.0", 82, 26],
    ["random", "3.7.2", 8, 0],
    ["tls", "4.1.0", 4, 2],
    ["vault", "5.6.0", 160, 45],
  ])("holds every resource and data source of %s %s", (provider, version, resources, data) => {
    expect(catalogue.types({ provider })).toHaveLength(resources);
    expect(catalogue.types({ provider, mode: "data" })).toHaveLength(data);
    expect(catalogue.providers[provider]).toMatchObject({ source: `hashicorp/${provider}`, version });
  });

  it("reads a provider only when one of its types is asked for", () => {
    const read: string[] = [];
    const watched = catalogueOf(
      packedCatalogues().map((packed) => ({
        ...packed,
        read: () => {
          read.push(packed.name);
          return packed.read();
        },
      })),
    );
    expect(watched.providers).toHaveProperty("azurerm");
    expect(watched.find("random_password")).not.toBeNull();
    expect(watched.find("random_pet")).not.toBeNull();
    expect(watched.find("nobody_knows")).toBeNull();
    expect(read).toEqual(["random"]);
  });

  it.each([
    ["aws_s3_bucket", "S3Bucket", "s3-bucket"],
    ["aws_s3_bucket_versioning", "S3BucketVersioningA", "s3-bucket-versioning"],
    ["aws_lexv2models_bot", "Lexv2ModelsBot", "lexv2models-bot"],
  ])("stores the class name of %s, which cannot be derived", (type, className, folder) => {
    expect(catalogue.find(type)).toMatchObject({
      className,
      module: `@cdktf/provider-aws/lib/${folder}/index.js`,
    });
  });

  it("stores the property name where the bindings had to rename it", () => {
    const ingress = catalogue.find("aws_security_group")?.fields.ingress?.shape;
    expect(ingress).toMatchObject({ of: { fields: { self: { property: "selfAttribute" } } } });
  });

  it.each([
    [
      "a block that may occur once",
      "aws_s3_bucket_versioning",
      "versioning_configuration",
      { isSingle: true, isRequired: true },
    ],
    [
      "a repeatable block",
      "aws_s3_bucket_lifecycle_configuration",
      "rule",
      { isSingle: false, isBlock: true },
    ],
    ["an attribute that the provider sets", "aws_s3_bucket", "arn", { isComputed: true }],
    ["a secret", "aws_db_instance", "password", { isSensitive: true }],
    ["a deprecated block", "aws_s3_bucket", "acl", { isDeprecated: true }],
    ["what is set where it is not given", "aws_s3_bucket", "bucket", { isOptionalComputed: true }],
    ["what is never stored", "aws_db_instance", "password_wo", { isWriteOnly: true }],
    ["how often a block may occur", "aws_codepipeline", "stage", { minItems: 2, maxItems: null }],
    ["what replaces the resource", "random_password", "keepers", { isForceNew: true }],
    [
      "the only values",
      "google_compute_firewall",
      "direction",
      { values: ["INGRESS", "EGRESS"], documentation: expect.stringContaining("Direction of traffic") },
    ],
    ["a value without a type", "kubernetes_manifest", "manifest", { shape: { kind: "any" } }],
    [
      "what a nested attribute of the provider is called",
      "aws_eks_cluster",
      "certificate_authority",
      { shape: { of: { fields: { data: { property: "data", isComputed: true } } } } },
    ],
  ])("knows %s", (_, type, field, facts) => {
    expect(catalogue.find(type)?.fields[field]).toMatchObject(facts);
  });

  it.each([
    "@cdktf/provider-google/lib/storage-bucket/index.js",
    "@cdktf/provider-kubernetes/lib/data-kubernetes-pod-v1/index.js",
    "@cdktf/provider-random/lib/string-resource/index.js",
  ])("finds the type behind %s", (module) => {
    expect(catalogue.ofModule(module)).toMatchObject({ module });
  });

  it("knows no type behind a module of nobody's", () => {
    expect(catalogue.ofModule("left-pad/index.js")).toBeNull();
    expect(catalogue.ofModule("@cdktf/provider-google/lib/no-such-thing/index.js")).toBeNull();
    // Its usual name, under which random_string is not to be had.
    expect(catalogue.ofModule("@cdktf/provider-random/lib/string/index.js")).toBeNull();
  });

  it("keeps data sources apart from resources of the same name", () => {
    expect(catalogue.find("aws_vpc", "data")?.className).toBe("DataAwsVpc");
    expect(catalogue.find("aws_caller_identity")).toBeNull();
  });
});
