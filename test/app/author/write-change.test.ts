import { describe, expect, it } from "vitest";
import { packedCatalogues } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import { checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import type { ExistingResource } from "#shared/core/existing-resource.ts";
import { TypedChange } from "#shared/core/typed-change.ts";
import { writeChange } from "../../../app/author/write-change.ts";
import { readRequest } from "../../../app/intent/read-request.ts";
import { standing } from "../../support/standing.ts";
import { PARAPHRASES } from "../intent/paraphrases/all.ts";

const catalogue = catalogueOf(packedCatalogues());

function write(text: string, existing: readonly ExistingResource[] = []): TypedChange {
  const read = readRequest(text, { existing });
  if (read.kind !== "understood") throw new Error(JSON.stringify(read));
  const packet = { stack: "main", region: "eu-west-1", wishes: read.wishes, existing };
  return TypedChange.parse(writeChange(packet));
}

const STACK = [
  "a versioned bucket called invoices, kept 30 days",
  "a log group called payments",
  "a table called orders with partition key id",
  "a security group called edge with ssh from 10.0.0.0/8",
  "a vpc called shared with two subnets and flow logs",
  "an instance called builder",
  "an iam role called processor for lambda",
].flatMap((request) => standing(write(request)));

const find = (text: string) =>
  write(text, STACK).operations.map((operation) =>
    operation.kind === "create"
      ? `+ ${operation.type}.${operation.name}`
      : `${operation.kind === "edit" ? `~ ${operation.set.map(({ path, value }) => `${path}=${JSON.stringify(value)}`).join(" ")}` : "-"} ${"address" in operation ? operation.address : ""}`,
  );

describe("writeChange", () => {
  for (const { kind, creates, changes, removes } of PARAPHRASES) {
    it.each(creates)(`writes what the catalogue knows for a new ${kind}: %s`, (text) => {
      expect(checkTypedChange(write(text), { catalogue, existing: [] }).findings).toEqual([]);
    });

    it.each(changes)(`edits a ${kind} by paths of the catalogue: %s`, (text, _, { flowLogs }) => {
      const existing = STACK.filter(({ address }) => flowLogs !== true || !address.includes("flow"));
      const around = { catalogue, existing: existing.map(({ address }) => address) };
      expect(checkTypedChange(write(text, existing), around).findings).toEqual([]);
    });

    it.each(removes)(`removes a ${kind} with nothing left that refers to it: %s`, (text) => {
      const gone = new Set(
        write(text, STACK).operations.map((one) => (one.kind === "remove" ? one.address : "")),
      );
      const orphans = STACK.filter(({ address }) => !gone.has(address)).flatMap(
        ({ references }) => references,
      );
      expect(orphans.filter(({ to }) => gone.has(to))).toEqual([]);
    });
  }

  it.each([
    [
      "keep the invoices 180 days",
      ["~ rule.0.expiration.0.days=180 aws_s3_bucket_lifecycle_configuration.invoices"],
    ],
    [
      "turn off versioning on the invoices bucket",
      ['~ versioning_configuration.status="Suspended" aws_s3_bucket_versioning.invoices'],
    ],
    ["keep the invoices bucket forever", ["- aws_s3_bucket_lifecycle_configuration.invoices"]],
    ["keep the payments logs 60 days", ["~ retention_in_days=60 aws_cloudwatch_log_group.payments"]],
    ["close port 22 on edge", ["- aws_vpc_security_group_ingress_rule.edge_tcp_22_10_0_0_0_8"]],
    ["extend shared to 3 subnets", ["+ aws_subnet.shared_private_3"]],
    ["the shared vpc should have one subnet", ["- aws_subnet.shared_private_2"]],
    ["make the builder instance a t3.large", ['~ instance_type="t3.large" aws_instance.builder']],
  ])("changes only what was asked: %s", (text, operations) => {
    expect(find(text)).toEqual(operations);
  });

  it("writes the companion that is missing", () => {
    const bare = STACK.filter(({ type }) => type !== "aws_s3_bucket_lifecycle_configuration");
    expect(write("keep the invoices 180 days", bare).operations).toMatchObject([
      { kind: "create", type: "aws_s3_bucket_lifecycle_configuration", name: "invoices" },
    ]);
  });

  it.each([
    ["a bucket for logs in us-east-1", "author/other-region"],
    ["close port 443 on edge", "author/nothing-to-close"],
    ["a vpc with the range 10.0.0.0/26", "author/range-too-small"],
  ])("refuses %s", (text, code) => {
    expect(() => write(text, STACK)).toThrow(expect.objectContaining({ code }));
  });

  it("refuses to remove what something else refers to", () => {
    const user = {
      address: "aws_sqs_queue.q",
      type: "aws_sqs_queue",
      name: "q",
      attributes: {},
      references: [{ path: "x", to: "aws_s3_bucket.invoices" }],
    };
    expect(() => write("remove the invoices bucket", [...STACK, user])).toThrow(
      expect.objectContaining({ code: "author/still-used", details: ["aws_sqs_queue.q"] }),
    );
  });
});
