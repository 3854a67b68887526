import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_PROFILE } from "#shared/checks/static-gate/default-profile.ts";
import { gateTerraformJson } from "#shared/checks/static-gate/gate.ts";
import type { JsonObject } from "#shared/core/json.ts";
import {
  BROAD,
  COMMIT,
  data,
  GIT,
  mod,
  output,
  provider,
  resource,
  rules,
  stack,
  terraform,
  variable,
} from "./documents.ts";

describe("gateTerraformJson", () => {
  it.each<[string, string]>([
    [
      "what CDKTF writes",
      stack({
        "//": { metadata: {} },
        resource: { aws_s3_bucket: { b: { "//": { metadata: {} }, bucket: "b" } } },
      }),
    ],
    ["no document at all", "{}"],
    ["white space around", " {} \n"],
    ["the host's backend", terraform({ backend: { local: { path: "terraform.tfstate" } } })],
    ["the host's backend in an array", terraform({ backend: [{ local: [{ path: "terraform.tfstate" }] }] })],
    ["a required version", terraform({ required_version: ">= 1.11" })],
    ["the short source", terraform({ required_providers: { aws: { source: "aws", version: "5.100.0" } } })],
    [
      "the default registry in full",
      terraform({
        required_providers: { aws: { source: "registry.terraform.io/hashicorp/aws", version: "= 5.100.0" } },
      }),
    ],
    [
      "a named provider argument",
      provider({ region: "eu-west-1", default_tags: [{ tags: { endpoints: "none" } }] }),
    ],
    ["a data source of the list", data("aws_caller_identity")],
    ["a parameter that stays encrypted", data("aws_ssm_parameter", { name: "/a", with_decryption: false })],
    [
      "terraform_data",
      JSON.stringify({
        resource: { terraform_data: { a: { input: { provisioner: { "local-exec": {} } } } } },
      }),
    ],
    ["a literal that looks like a call", output('$${file("/etc/passwd")}')],
    ["a comment in a body", JSON.stringify({ output: { x: { "//": '${file("x")}', value: 1 } } })],
    ["a pure function", output('${upper("file(x)")}')],
    ["the folder of the module", output("${path.module}/assets/x")],
    ["a dependency by address", resource({ depends_on: ["aws_sqs_queue.other"] })],
    ["some ignored attributes", resource({ lifecycle: { ignore_changes: ['tags["all"]', "all_tags"] } })],
    ["an asset", resource({ source: "assets/a/b.zip" }, "aws_s3_object")],
    ["an asset of the module", resource({ filename: "${path.module}/assets/b.zip" }, "aws_lambda_function")],
    ["a source that is an address", resource({ source: "10.0.0.0/8" }, "aws_network_acl_rule")],
    [
      "a move to a declared address",
      stack({
        resource: { aws_sqs_queue: { b: {} } },
        moved: { from: "aws_sqs_queue.a", to: "aws_sqs_queue.b" },
      }),
    ],
    ["a module of the registry", mod("terraform-aws-modules/vpc/aws", "5.19.0")],
    ["a folder of such a module", mod("terraform-aws-modules/vpc/aws//modules/endpoints", "= 5.19.0")],
    ["a module of the repository", mod("./modules/net..v2")],
    ["a module of one commit", mod(`${GIT}net?ref=${COMMIT}`)],
    ["a default that is no secret", variable("token_ttl", { default: 3600 })],
    ["a secret without default", variable("pw", { sensitive: true, default: null })],
    [
      "a check",
      JSON.stringify({ check: { c: { assert: { condition: "${var.a == 1}", error_message: "no" } } } }),
    ],
  ])("passes %s", (_, text) => {
    expect(rules(text)).toEqual([]);
  });

  it.each<[string, JsonObject, string[]]>([
    ["kept, in an array", { lifecycle: [{ prevent_destroy: true }] }, []],
    ["dropped", {}, ["gate/protection-removed"]],
    ["set to false", { lifecycle: { prevent_destroy: false } }, ["gate/protection-removed"]],
    [
      "set to true and to false",
      { lifecycle: [{ prevent_destroy: true }, { prevent_destroy: false }] },
      ["gate/protection-removed"],
    ],
  ])("compares the protection with the base: %s", (_, body, expected) => {
    const base = resource({ lifecycle: { prevent_destroy: true } });
    expect(rules(resource(body), { base })).toEqual(expected);
  });

  it.each([
    ["moved and kept", { prevent_destroy: true }, []],
    ["moved and dropped", {}, ["gate/protection-removed"]],
  ])("follows a protected resource that is %s", (_, lifecycle, expected) => {
    const base = stack({ resource: { aws_sqs_queue: { old: { lifecycle: { prevent_destroy: true } } } } });
    const head = stack({
      resource: { aws_sqs_queue: { q: { lifecycle } } },
      moved: { from: "aws_sqs_queue.old", to: "aws_sqs_queue.q" },
    });
    expect(rules(head, { base })).toEqual(expected);
  });

  it.each([
    ["recovery", { to: "aws_sqs_queue.q", id: "x" }, []],
    ["adoption", { to: "aws_sqs_queue.q", id: "x" }, []],
    ["rollback", { to: "aws_sqs_queue.q", id: "x" }, ["gate/address"]],
    ["recovery", { to: "aws_sqs_queue.other", id: "x" }, ["gate/address"]],
  ] as const)("judges an import in class %s of %j", (changeClass, block, expected) => {
    const bytes = Buffer.from(stack({ resource: { aws_sqs_queue: { q: {} } }, import: [block] }));
    const found = gateTerraformJson({ bytes, profile: BROAD, changeClass });
    expect(found.map(({ rule }) => rule)).toEqual(expected);
  });

  it("refuses what is larger than the profile allows, without reading it", () => {
    const limits = { ...BROAD.limits, bytes: 100, blocks: 2 };
    const profile = { ...BROAD, limits };
    expect(rules(output("x".repeat(100)), { profile })).toEqual(["gate/too-large"]);
    expect(rules('{"locals":[{},{},{}]}', { profile })).toEqual(["gate/too-large"]);
    expect(rules('{"locals":[{},{}]}', { profile })).toEqual([]);
  });

  it("names the address, the path and the reason", () => {
    const [finding] = gateTerraformJson({
      bytes: Buffer.from(resource({ tags: { a: '${file("x")}' } })),
      profile: BROAD,
    });
    expect(finding).toEqual({
      rule: "gate/function",
      severity: "critical",
      status: "fail",
      resource: "aws_sqs_queue.q",
      path: "tags.a",
      message: "The function file is not allowed.",
      controls: [],
    });
  });

  it("allows no module by default: what a module holds is not in the document", () => {
    expect(rules(mod("./m"), { profile: DEFAULT_PROFILE })).toEqual(["gate/module-source"]);
  });

  it("answers any document with findings, and never breaks", () => {
    const word = fc.constantFrom(
      "resource",
      "data",
      "terraform",
      "provider",
      "module",
      "moved",
      "import",
      "variable",
      "check",
      "backend",
      "required_providers",
      "aws",
      "source",
      "lifecycle",
      "ignore_changes",
      "dynamic",
      "//",
      "__proto__",
      "${file(1)}",
      "../x",
      "constructor",
    );
    const { document } = fc.letrec((tie) => ({
      document: fc.oneof(
        { maxDepth: 6, depthIdentifier: "document" },
        fc.oneof(word, fc.jsonValue(), fc.string()),
        fc.array(tie("document"), { maxLength: 3 }),
        fc.dictionary(word, tie("document"), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(document, (value) => {
        expect(rules(JSON.stringify(value)).every((rule) => rule.startsWith("gate/"))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it("answers any bytes with findings, and never breaks", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(rules(bytes).every((rule) => rule.startsWith("gate/"))).toBe(true);
      }),
    );
  });
});
