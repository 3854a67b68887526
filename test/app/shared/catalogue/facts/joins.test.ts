import { describe, expect, it } from "vitest";
import { packedCatalogues, packedFacts } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import { joinsOf } from "#shared/catalogue/facts/joins.ts";
import { factsOf } from "#shared/catalogue/facts/pack.ts";

const catalogue = catalogueOf(packedCatalogues());
const facts = factsOf(packedFacts());

function joins(type: string) {
  const found = catalogue.find(type);
  return found === null ? [] : joinsOf(found, { catalogue, facts });
}

describe("joinsOf", () => {
  it.each([
    ["aws_lambda_function", "role", "aws_iam_role", "arn"],
    ["aws_lambda_function", "vpc_config.subnet_ids", "aws_subnet", "id"],
    ["aws_db_instance", "db_subnet_group_name", "aws_db_subnet_group", "name"],
    ["aws_nat_gateway", "allocation_id", "aws_eip", "id"],
    ["aws_api_gateway_method", "rest_api_id", "aws_api_gateway_rest_api", "id"],
    ["aws_s3_bucket_versioning", "bucket", "aws_s3_bucket", "id"],
    ["aws_lightsail_bucket_access_key", "bucket_name", "aws_lightsail_bucket", "id"],
    ["aws_instance", "iam_instance_profile", "aws_iam_instance_profile", "name"],
  ])("joins %s.%s with %s.%s", (type, path, to, attribute) => {
    expect(joins(type)).toContainEqual(expect.objectContaining({ path, to, attribute, toMode: "managed" }));
  });

  it("takes a data source where the value is looked up", () => {
    expect(joins("aws_instance")).toContainEqual(
      expect.objectContaining({ path: "ami", to: "aws_ami", toMode: "data" }),
    );
  });

  it("names only types and attributes that the catalogue has", () => {
    for (const join of catalogue.types().flatMap(joins)) {
      expect(catalogue.find(join.to, join.toMode), `${join.type}.${join.path} → ${join.to}`).not.toBeNull();
    }
  });

  it("says each target of an argument once", () => {
    const keys = joins("aws_instance").map(({ path, to, toMode, attribute }) =>
      [path, to, toMode, attribute].join(" "),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});
