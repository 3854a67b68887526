import { describe, expect, it } from "vitest";
import { packedCatalogues, packedFacts } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import { companionsOf } from "#shared/catalogue/facts/companions.ts";
import { factsOf, packFacts } from "#shared/catalogue/facts/pack.ts";
import { principalOf } from "#shared/catalogue/facts/principals.ts";

const catalogue = catalogueOf(packedCatalogues());
const facts = factsOf(packedFacts());

describe("the facts", () => {
  it("say which arguments are usual, and with which values", () => {
    const database = facts.of("aws_db_instance");
    expect(database?.usual.engine).toBeGreaterThan(3);
    expect(database?.values.engine?.[0]?.[0]).toBe("mysql");
  });

  it("hold no name, secret or sentence of an example", () => {
    const values = catalogue.types().flatMap((type) => Object.entries(facts.of(type)?.values ?? {}));
    const texts = values.flatMap(([path, found]) =>
      found.flatMap(([value]) => (typeof value === "string" ? [`${path} ${value}`] : [])),
    );
    expect(texts.length).toBeGreaterThan(500);
    for (const text of texts) expect(text).not.toMatch(/^\S*(password|secret|name) |\S+ \S+ /);
  });

  it("survive packing", () => {
    const found = facts.of("aws_lambda_function");
    const packed = packFacts("a source", [
      { type: "aws_lambda_function", mode: "managed", facts: found ?? never() },
    ]);
    expect(factsOf([{ name: "aws", read: () => packed }]).of("aws_lambda_function")).toEqual(found);
  });

  it("say nothing about a type that no example shows", () => {
    expect(facts.of("aws_unheard_of")).toBeNull();
  });
});

describe("companionsOf", () => {
  it("tells what a thing is no use without from what usually stands beside it", () => {
    expect(companionsOf("aws_cloudfront_distribution").always).toEqual([]);
    expect(companionsOf("aws_eks_cluster").always).toContain("aws_iam_role");
    expect(companionsOf("aws_lb").often).toContain("aws_lb_listener");
  });

  it("names only types of the catalogues that are there", () => {
    const providers = Object.keys(catalogue.providers);
    const names = catalogue
      .types()
      .flatMap((type) => [type, ...companionsOf(type).always, ...companionsOf(type).often]);
    const unknown = names.filter((name) => {
      const mode = name.startsWith("data.") ? "data" : "managed";
      const type = name.replace("data.", "");
      return providers.includes(type.split("_")[0] ?? "") && catalogue.find(type, mode) === null;
    });
    expect([...new Set(unknown)]).toEqual([]);
  });
});

describe("principalOf", () => {
  it.each([
    ["aws_lambda_function", "lambda.amazonaws.com"],
    ["aws_ecs_task_definition", "ecs-tasks.amazonaws.com"],
    ["aws_s3_bucket", null],
  ])("takes for %s %s", (type, principal) => {
    expect(principalOf(type)).toBe(principal);
  });
});

function never(): never {
  throw new Error("there are facts about functions");
}
