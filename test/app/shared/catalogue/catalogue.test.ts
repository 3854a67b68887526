import { describe, expect, it } from "vitest";
import { packedCatalogues } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/codec.ts";

const catalogue = catalogueOf(packedCatalogues());

describe("the catalogue", () => {
  it("holds every resource and data source of the pinned provider", () => {
    expect(catalogue.types()).toHaveLength(1526);
    expect(catalogue.providers).toMatchObject({ aws: { source: "hashicorp/aws", version: "5.100.0" } });
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
  ])("knows %s", (_, type, field, facts) => {
    expect(catalogue.find(type)?.fields[field]).toMatchObject(facts);
  });

  it("keeps data sources apart from resources of the same name", () => {
    expect(catalogue.find("aws_vpc", "data")?.className).toBe("DataAwsVpc");
    expect(catalogue.find("aws_caller_identity")).toBeNull();
  });
});
