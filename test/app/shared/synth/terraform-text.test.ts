import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "@cdktf/hcl2json";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runProcess } from "#shared/adapters/process.ts";
import { trivyScanner } from "#shared/adapters/trivy.ts";
import type { Json } from "#shared/core/json.ts";
import { escapeLiteral } from "#shared/hcl/escape.ts";
import { quoted } from "#shared/synth/quoted.ts";
import { terraformText } from "#shared/synth/terraform-text.ts";
import { CATALOGUE } from "../../../support/catalogue.ts";
import { tool } from "../../../support/tools.ts";

async function readBack(text: string): Promise<unknown> {
  return JSON.parse(JSON.stringify(await parse("main.tf", text)));
}

describe("Terraform JSON as text", () => {
  it.each<[string, Json, string]>([
    [
      "a single block",
      { aws_s3_bucket_versioning: { b: { versioning_configuration: { status: "Enabled" } } } },
      'resource "aws_s3_bucket_versioning" "b" {\n  versioning_configuration {\n    status = "Enabled"\n  }\n}',
    ],
    [
      "blocks in a row",
      { aws_security_group: { w: { ingress: [{ from_port: 443 }, { from_port: 80 }] } } },
      'resource "aws_security_group" "w" {\n  ingress {\n    from_port = 443\n  }\n  ingress {\n    from_port = 80\n  }\n}',
    ],
    [
      "a map, which is no block",
      { aws_s3_bucket: { b: { tags: { Name: "b" } } } },
      'resource "aws_s3_bucket" "b" {\n  tags = { "Name" = "b" }\n}',
    ],
    [
      "a list, a reference and no meta-argument",
      {
        aws_lb: {
          b: { subnets: ["${aws_subnet.a.id}"], depends_on: ["aws_vpc.a"], lifecycle: {}, name: null },
        },
      },
      'resource "aws_lb" "b" {\n  subnets = ["${aws_subnet.a.id}"]\n}',
    ],
  ])("writes %s", (_, resource, text) => {
    expect(terraformText({ resource }, CATALOGUE)).toBe(`locals {}\n\n${text}\n`);
  });

  it("writes data sources beside resources, and nothing of anything else", () => {
    const json = { data: { aws_region: { here: {} } }, provider: { aws: {} }, output: { a: { value: 1 } } };
    expect(terraformText(json, CATALOGUE)).toBe('locals {}\n\ndata "aws_region" "here" {\n}\n');
  });

  it("writes something that can be read where there is nothing", () => {
    expect(terraformText({}, CATALOGUE)).toBe("locals {}\n");
  });
});

describe("a quoted template", () => {
  it.each([
    ['say "hi"', '"say \\"hi\\""'],
    ["a\\b\n\t\u0001", '"a\\\\b\\n\\t\\u0001"'],
    ['${jsonencode({"a" = "}"})}', '"${jsonencode({"a" = "}"})}"'],
    ["$${kept} and $ and {", '"$${kept} and $ and {"'],
  ])("writes %j", (text, written) => {
    expect(quoted(text)).toBe(written);
  });

  it("is read back as the same literal, whatever it holds", async () => {
    const texts = fc.array(fc.string({ unit: "grapheme", maxLength: 30 }), { minLength: 20, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(texts, async (some) => {
        const held = some.map((text) => escapeLiteral(text.normalize("NFC")));
        const lines = held.map((text, at) => `v${at} = ${quoted(text)}`);
        const read = await readBack(`locals {\n${lines.join("\n")}\n}\n`);
        expect(read).toEqual({ locals: [Object.fromEntries(held.map((text, at) => [`v${at}`, text]))] });
      }),
      { numRuns: 20 },
    );
  });
});

describe("Trivy, given that text", () => {
  const scanner = trivyScanner({
    binary: tool("trivy"),
    cacheDirectory: join(tmpdir(), "code-engine-tests"),
    run: runProcess,
  });

  it.each([
    ["Deny", false],
    ["Allow", true],
  ])("reads nested blocks: a storage account that says %s", async (action, isHeld) => {
    const account = { name: "logs", network_rules: { default_action: action, bypass: ["AzureServices"] } };
    const text = terraformText({ resource: { azurerm_storage_account: { logs: account } } }, CATALOGUE);
    const findings = await scanner.scan(text, "terraform");
    expect(findings.map(({ rule }) => rule).includes("trivy/AZU-0012")).toBe(isHeld);
  });

  it("lets a port out that is named, and leaves the judgement of all ports to our own rule", async () => {
    const open = { cidr_ipv4: "0.0.0.0/0", from_port: 443, to_port: 443, ip_protocol: "tcp" };
    const https = { ...open, security_group_id: "${aws_security_group.tasks.id}" };
    const resource = {
      aws_security_group: { tasks: { description: "Tasks" } },
      aws_vpc_security_group_egress_rule: { https },
    };
    const text = terraformText({ resource }, CATALOGUE);
    const findings = await scanner.scan(text, "terraform");
    expect(findings).toContainEqual(expect.objectContaining({ rule: "trivy/AWS-0104", severity: "medium" }));
  });
});
