import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packedCatalogues, packedFacts, packedIndexes } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import { factsOf } from "#shared/catalogue/facts/pack.ts";
import { tokensOf } from "#shared/catalogue/search/describe.ts";
import { searchIn } from "#shared/catalogue/search/retrieve.ts";

const search = searchIn(catalogueOf(packedCatalogues()), factsOf(packedFacts()), packedIndexes());
const LIMITS = { types: 40, tokens: 12_000 };

function found(request: string, limits = {}) {
  return search.retrieve(request, { ...LIMITS, ...limits });
}

function names(request: string, limits = {}): string[] {
  return found(request, limits).map(({ type }) => (type.mode === "data" ? `data.${type.type}` : type.type));
}

describe("retrieve", () => {
  it.each([
    ["a function behind an http api", ["aws_lambda_function", "aws_iam_role", "aws_apigatewayv2_api"]],
    ["a database cluster", ["aws_rds_cluster", "aws_db_subnet_group", "aws_subnet", "aws_vpc"]],
    ["a kafka cluster", ["aws_msk_cluster", "aws_security_group"]],
    ["route_53 zone", ["aws_route53_zone", "aws_route53_record"]],
    ["a load-balancer", ["aws_lb", "aws_lb_listener", "aws_lb_target_group"]],
    ["aws_cloudwatch_composite_alarm", ["aws_cloudwatch_composite_alarm", "aws_cloudwatch_metric_alarm"]],
    ["a subnet group for elasticache", ["aws_elasticache_subnet_group"]],
    ["the latest machine image", ["data.aws_ami"]],
  ])("finds for %j what it names and what that needs", (request, types) => {
    expect(names(request)).toEqual(expect.arrayContaining(types));
  });

  it.each([
    ["a private bucket on azure", "azurerm_storage_account"],
    ["a private bucket on google cloud", "google_storage_bucket"],
    ["a private bucket", "aws_s3_bucket"],
    ["a queue on azure", "azurerm_servicebus_queue"],
    ["a kubernetes deployment with three replicas", "kubernetes_deployment"],
    ["a network on gcp", "google_compute_network"],
  ])("lands %j on its cloud", (request, type) => {
    expect(names(request).slice(0, 4)).toContain(type);
  });

  it("takes the cloud of the stack where the request names none", () => {
    expect(names("a postgres database", { provider: "azurerm" })[0]).toBe(
      "azurerm_postgresql_flexible_server",
    );
  });

  it("takes the cloud of most that the stack has, and what it has", () => {
    const present = [
      "azurerm_storage_account",
      "azurerm_resource_group",
      "random_password",
      "data.aws_region",
    ];
    const types = names("keep them 180 days", { present });
    expect(types).toEqual(
      expect.arrayContaining(["azurerm_storage_account", "azurerm_storage_management_policy"]),
    );
    expect(types.filter((type) => type.startsWith("kubernetes_"))).toEqual([]);
  });

  it("holds what is promised first, whatever the words", () => {
    expect(names("nothing that names it", { promised: ["aws_glacier_vault"] })[0]).toBe("aws_glacier_vault");
  });

  it.each(["a dynamdb table", "a dynamodb tabel", "an elasticcache cluster"])(
    "forgives the spelling of %j",
    (request) => {
      expect(names(request)[0]).toMatch(/aws_(dynamodb_table|elasticache_cluster)/);
    },
  );

  it("says where in the request a type is named", () => {
    const request = "put the logs into an S3 bucket";
    const bucket = found(request).find(({ type }) => type.type === "aws_s3_bucket");
    const reason = bucket?.reason;
    const words =
      reason?.kind === "named" ? reason.at.map(({ start, end }) => request.slice(start, end)) : [];
    expect(words).toContain("S3 bucket");
  });

  it("says which argument of which type needs another", () => {
    const role = found("a lambda function").find(({ type }) => type.type === "aws_iam_role");
    expect(role?.reason).toEqual({ kind: "needed", by: "aws_lambda_function", path: "role" });
  });

  it("reads no phrase across two sentences", () => {
    const [first] = found("I need two subnets. Group these.");
    expect(first?.type.type).toBe("aws_subnet");
  });

  it("keeps both limits", () => {
    const some = found("a web service with a database and a load balancer", { tokens: 900, types: 12 });
    expect(some.length).toBeLessThanOrEqual(12);
    expect(some.map(({ text }) => tokensOf(text)).reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(
      900,
    );
  });

  it("finds nothing in words that name nothing", () => {
    expect(names("good morning, how are you?")).toEqual([]);
    expect(names("")).toEqual([]);
    expect(names("🙂🙃")).toEqual([]);
  });

  it("survives any text, and orders by how sure it is", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (request) => {
        const scores = found(request).map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((left, right) => right - left));
      }),
      { numRuns: 50 },
    );
  });
});
