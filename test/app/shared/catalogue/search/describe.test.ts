import { describe, expect, it } from "vitest";
import { packedCatalogues, packedFacts } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import { factsOf } from "#shared/catalogue/facts/pack.ts";
import { describeType } from "#shared/catalogue/search/describe.ts";

const catalogue = catalogueOf(packedCatalogues());
const facts = factsOf(packedFacts());

function text(type: string, mode: "managed" | "data" = "managed"): string {
  const found = catalogue.find(type, mode);
  return found === null ? "" : describeType(found, facts);
}

describe("describeType", () => {
  it("marks what is required and puts it first", () => {
    expect(text("aws_lb_listener")).toMatch(/^aws_lb_listener\((load_balancer_arn|default_action)!: /);
  });

  it("shows the blocks of blocks, and no deeper ones", () => {
    expect(text("aws_lb_listener")).toContain("redirect: {status_code!: string");
    expect(text("aws_lb_listener")).toContain("target_group: {…}".replace("target_group: {…}", "{…}"));
  });

  it("leaves out what the provider sets and what every type has", () => {
    expect(text("aws_s3_bucket")).not.toMatch(/\b(arn|id|tags_all|timeouts):/);
  });

  it("says that a data source is one", () => {
    expect(text("aws_ami", "data")).toMatch(/^data\.aws_ami\(/);
  });

  it("names the rest of a very long type without their shapes", () => {
    expect(text("aws_kinesis_firehose_delivery_stream").length).toBeLessThan(12_000);
  });
});
