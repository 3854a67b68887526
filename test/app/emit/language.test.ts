import { beforeAll, describe, expect, it } from "vitest";
import { checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import { isJsonObject, type Json } from "#shared/core/json.ts";
import type { Synthesiser } from "#shared/core/synthesiser.ts";
import { TypedChange } from "#shared/core/typed-change.ts";
import { checkDecompiled } from "#shared/synth/edit-proved.ts";
import { emitChange } from "../../../app/emit/emit-change.ts";
import { CATALOGUE } from "../../support/catalogue.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { realSynthesiser } from "../../support/synthesiser.ts";

let synthesiser: Synthesiser;
beforeAll(async () => {
  synthesiser = await realSynthesiser();
});

const changeOf = (...operations: unknown[]) =>
  TypedChange.parse({ stack: "shop", title: "Change the shop", operations });
const create = (type: string, name: string, values: object = {}, more: object = {}) => ({
  kind: "create",
  type,
  name,
  arguments: values,
  ...more,
});
const ref = ($ref: string) => ({ $ref });
const fn = (name: string, ...args: unknown[]) => ({ $fn: { name, args } });

function emit(change: TypedChange): Record<string, string> {
  const checked = checkTypedChange(change, { catalogue: CATALOGUE, existing: [] });
  expect(checked.findings).toEqual([]);
  return emitChange({
    change: checked.change,
    catalogue: CATALOGUE,
    folder: "stacks/shop",
    provider: { name: "aws", region: "eu-west-1" },
    read: () => null,
  });
}

async function synth(change: TypedChange): Promise<{ json: Json; code: string }> {
  const files = emit(change);
  const json = await synthesiser.synthesise({ files, stack: "shop", stackPath: "stacks/shop" });
  expect(refusalOf(() => checkDecompiled(json, change))).toBeNull();
  return { json, code: files["stacks/shop/shop.ts"] ?? "" };
}

const VPC = create("aws_vpc", "main", { cidr_block: "10.0.0.0/16" });

describe("the language, emitted and synthesised", () => {
  it("has variables, locals, outputs and a further region", async () => {
    const { json } = await synth(
      changeOf(
        { kind: "output", name: "arn", value: ref("aws_s3_bucket.logs.arn"), description: "${not} read" },
        create(
          "aws_s3_bucket",
          "logs",
          {
            bucket: { $template: [ref("local.prefix"), "-", ref("var.name")] },
            force_destroy: ref("var.destroyable"),
            tags: ref("var.tags"),
          },
          { provider: "aws.west" },
        ),
        { kind: "variable", name: "name", type: "string", default: "${plain} text", sensitive: true },
        { kind: "variable", name: "destroyable", type: "bool", ephemeral: true, description: "yes?" },
        { kind: "variable", name: "tags", type: "map(string)", default: { team: "a" } },
        { kind: "local", name: "prefix", value: fn("lower", ref("var.name")) },
        { kind: "provider", provider: "aws", alias: "west", arguments: { region: "us-west-2" } },
      ),
    );
    expect(json).toMatchObject({
      variable: { name: { default: "${plain} text", sensitive: true }, destroyable: { ephemeral: true } },
      output: { arn: { value: "${aws_s3_bucket.logs.arn}" } },
      resource: { aws_s3_bucket: { logs: { provider: "aws.west", tags: "${var.tags}" } } },
    });
  });

  it("counts, and knows the number of each", async () => {
    const subnet = create(
      "aws_subnet",
      "app",
      {
        vpc_id: ref("aws_vpc.main.id"),
        cidr_block: fn("cidrsubnet", ref("aws_vpc.main.cidr_block"), 8, ref("count.index")),
        tags: { Name: { $template: ["app-", ref("count.index")] } },
      },
      { count: 2, lifecycle: { createBeforeDestroy: true, ignoreChanges: ["tags"] } },
    );
    const { json, code } = await synth(
      changeOf(VPC, subnet, { kind: "output", name: "first", value: ref("aws_subnet.app.0.id") }),
    );
    expect(code).toContain("const appCount = TerraformCount.of(2);");
    expect(json).toMatchObject({
      resource: {
        aws_subnet: {
          app: {
            count: 2,
            cidr_block: "${cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)}",
            lifecycle: { create_before_destroy: true, ignore_changes: ["tags"] },
          },
        },
      },
    });
  });

  it.each<[string, object]>([
    ["format", fn("format", "%s-%03d", 'a"b\\ ${x} %{y}', 7)],
    ["join", fn("join", ",", [ref("aws_vpc.main.id"), 'say "hi"'])],
    ["lookup with an empty default", fn("lookup", { a: "b" }, "c", "")],
    ["lookup", fn("lookup", { 'k"${e}y': "b" }, "c", "d")],
    ["element", fn("element", ["a", ref("aws_vpc.main.arn")], 1)],
    ["replace", fn("replace", ref("aws_vpc.main.id"), "/[-.]/", "$1")],
    [
      "base64encode",
      fn("base64encode", { $template: ["#!/bin/sh\necho ", ref("aws_vpc.main.id"), " \t'x'\n"] }),
    ],
    ["a call in a call", fn("upper", fn("join", "", fn("sort", fn("concat", ["b"], ["a"]))))],
    ["length", { $template: ["n", fn("length", ["a", "b"]), "."] }],
    ["timeadd", fn("timeadd", "2026-01-01T00:00:00Z", "24h")],
    ["merge", { $json: fn("merge", { a: "1" }, { b: ref("aws_vpc.main.id") }) }],
    ["numbers and truth", fn("format", "%v %v", 1.5, true)],
  ])("calls %s and keeps every literal", async (_, value) => {
    const { json } = await synth(changeOf(VPC, create("aws_s3_bucket", "b", { bucket: value })));
    expect(isJsonObject(json)).toBe(true);
  });

  it("types policy documents, and writes them as AWS does", async () => {
    const trust = {
      statements: [
        { effect: "Allow", actions: ["sts:AssumeRole"], principals: { Service: ["ec2.amazonaws.com"] } },
      ],
    };
    const read = {
      statements: [
        {
          sid: "Read",
          effect: "Allow",
          actions: ["s3:GetObject", "s3:ListBucket"],
          resources: [ref("aws_s3_bucket.b.arn"), { $template: [ref("aws_s3_bucket.b.arn"), "/*"] }],
          conditions: [{ test: "StringEquals", variable: "aws:RequestedRegion", values: ["eu-west-1"] }],
        },
      ],
    };
    const { json } = await synth(
      changeOf(
        create("aws_s3_bucket", "b"),
        create("aws_iam_role", "app", { assume_role_policy: { $policy: trust } }),
        create("aws_iam_role_policy", "app", { role: ref("aws_iam_role.app.id"), policy: { $policy: read } }),
      ),
    );
    expect(json).toMatchObject({
      resource: {
        aws_iam_role: {
          app: {
            assume_role_policy: JSON.stringify({
              Version: "2012-10-17",
              Statement: [
                { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
              ],
            }),
          },
        },
      },
    });
  });

  it("moves, takes over and lets go", async () => {
    const { json } = await synth(
      changeOf(
        create("aws_s3_bucket", "new"),
        create("aws_s3_bucket", "known", { bucket: "k" }),
        { kind: "moved", from: "aws_s3_bucket.old", to: "aws_s3_bucket.new" },
        { kind: "import", address: "aws_s3_bucket.known", id: "k-${1}" },
        { kind: "removed", address: "aws_sqs_queue.gone" },
      ),
    );
    expect(json).toMatchObject({
      moved: [{ from: "aws_s3_bucket.old", to: "aws_s3_bucket.new" }],
      import: [{ to: "aws_s3_bucket.known", id: "k-$${1}" }],
      removed: [{ from: "aws_sqs_queue.gone", lifecycle: { destroy: false } }],
    });
  });
});
