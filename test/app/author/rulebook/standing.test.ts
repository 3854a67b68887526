import { describe, expect, it } from "vitest";
import type { ExistingResource } from "#shared/core/existing-resource.ts";
import type { Json } from "#shared/core/json.ts";
import { writeByRules } from "../../../../app/author/rulebook/write.ts";
import { KNOWN } from "../../../support/known.ts";

function stands(address: string, attributes: Json = {}): ExistingResource {
  const [type = "", name = ""] = address.replace(/^data\./, "").split(".");
  return { address, type, name, attributes, references: [] };
}

const ORDERS = stands("aws_sns_topic.orders", { name: "shop-orders" });
const INVOICES = stands("aws_sns_topic.invoices", { name: "shop-invoices" });
const NETWORK = [
  stands("aws_vpc.main", { cidr_block: "10.4.0.0/16" }),
  stands("aws_subnet.public_a", { cidr_block: "10.4.1.0/24" }),
  stands("aws_subnet.private_a", { cidr_block: "10.4.2.0/24" }),
  stands("aws_subnet.private_b", { cidr_block: "10.4.3.0/24" }),
];

function written(request: string, existing: readonly ExistingResource[]) {
  const packet = { stack: "shop", region: "eu-west-1", request, wishes: [], existing, catalogue: [] };
  const { operations, assumptions } = writeByRules(packet, KNOWN);
  const created = operations.flatMap((one) => (one.kind === "create" ? [one] : []));
  return { created, assumptions, types: created.map(({ type }) => type), text: JSON.stringify(created) };
}

const SUBSCRIBED = "an SNS topic subscription for";

describe("what stands in the stack", () => {
  it.each([
    ["by a word of its name", `${SUBSCRIBED} the orders topic`, [ORDERS, INVOICES]],
    ["by its Terraform name in quotes", `${SUBSCRIBED} the topic named "orders"`, [ORDERS, INVOICES]],
    ["by its name in the cloud", `${SUBSCRIBED} the topic named "shop-orders"`, [ORDERS, INVOICES]],
    ["as the only one of its kind", `${SUBSCRIBED} our topic`, [ORDERS]],
  ])("is referred to and not written again: %s", (_, request, existing) => {
    const { types, text } = written(request, existing);
    expect(types).not.toContain("aws_sns_topic");
    expect(text).toContain('{"$ref":"aws_sns_topic.orders.arn"}');
  });

  it.each([
    ["behind an article of the new", `${SUBSCRIBED} a topic`, [ORDERS]],
    ["where it is another one", `${SUBSCRIBED} another orders topic`, [ORDERS]],
    ["where the stack has none", `${SUBSCRIBED} the orders topic`, []],
    ["where its name says otherwise", `${SUBSCRIBED} a topic named "returns"`, [ORDERS]],
  ])("is left alone, and a new one is written: %s", (_, request, existing) => {
    expect(written(request, existing).types).toContain("aws_sns_topic");
  });

  it("is asked for by its name where the words may mean two", () => {
    expect(() => written(`${SUBSCRIBED} the topic`, [ORDERS, INVOICES])).toThrowError(
      expect.objectContaining({
        code: "author/ambiguous",
        message: '"topic" may mean aws_sns_topic.orders, aws_sns_topic.invoices.',
      }),
    );
  });
});

describe("the network of the stack", () => {
  it("is shared by what needs one, the private part by what nobody calls from outside, and it is said", () => {
    const { types, text, assumptions } = written("an ElastiCache subnet group", NETWORK);
    expect(types).not.toContain("aws_vpc");
    expect(types).not.toContain("aws_subnet");
    expect(text).toContain("aws_subnet.private_a.id");
    expect(text).not.toContain("aws_subnet.public_a.id");
    expect(assumptions).toContain("Uses aws_subnet.private_a, which the stack has.");
  });

  it("gives its public part to a load balancer, and adds the second subnet that it needs", () => {
    const { text } = written("a load balancer", NETWORK);
    expect(text).toContain('"subnets":[{"$ref":"aws_subnet.public_a.id"},{"$ref":"aws_subnet.main.id"}]');
  });

  it("gives a further subnet a range that is free", () => {
    const { created } = written("a subnet in our VPC", NETWORK);
    const subnet = created.find(({ type }) => type === "aws_subnet")?.arguments;
    expect(subnet).toMatchObject({ cidr_block: "10.4.4.0/24", vpc_id: { $ref: "aws_vpc.main.id" } });
  });

  it("is not chosen where there are two", () => {
    const two = [...NETWORK, stands("aws_vpc.other", { cidr_block: "10.5.0.0/16" })];
    expect(written("an ElastiCache subnet group", two).types).toContain("aws_vpc");
  });
});
