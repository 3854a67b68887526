import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "#shared/core/json.ts";
import { documentFromPlan } from "#shared/synth/document-from-plan.ts";
import { parsePlanBytes } from "#shared/synth/plan-bytes.ts";

const AWS = "registry.terraform.io/hashicorp/aws";
const plan = (parts: JsonObject = {}): Json => ({ format_version: "1.2", planned_values: {}, ...parts });
const resource = (address: string, change: JsonObject, more: JsonObject = {}): JsonObject => {
  const [type = "", name = ""] = address.split(".").slice(-2);
  return { address, mode: "managed", type, name, provider_name: AWS, change, ...more };
};
const only = (value: Json) => documentFromPlan(value).resources[0];
const uses = (...references: string[]) => ({ references });

describe("documentFromPlan", () => {
  it("keeps values, unknowns and the provider of a creation", () => {
    const change = {
      actions: ["create"],
      before: null,
      after: { bucket: "a" },
      after_unknown: { arn: true },
    };
    expect(only(plan({ resource_changes: [resource("aws_s3_bucket.a", change)] }))).toEqual({
      address: "aws_s3_bucket.a",
      type: "aws_s3_bucket",
      name: "a",
      provider: AWS,
      actions: ["create"],
      before: null,
      after: { bucket: "a" },
      unknown: { arn: true },
      sensitive: {},
      references: [],
      replacePaths: [],
    });
  });

  it("believes the references of a JSON configuration, where a template's text stands beside them", () => {
    const text = {
      constant_value: "${aws_s3_bucket.a.id}",
      references: ["aws_s3_bucket.a.id", "aws_s3_bucket.a"],
    };
    const block = { mode: "managed", type: "aws_s3_bucket_public_access_block", name: "b" };
    const change = resource(`${block.type}.b`, { actions: ["create"] });
    const configuration = { root_module: { resources: [{ ...block, expressions: { bucket: text } }] } };
    expect(only(plan({ resource_changes: [change], configuration }))?.references).toEqual([
      { path: "bucket", to: "aws_s3_bucket.a" },
    ]);
  });

  it.each([
    ["${aws_s3_bucket.a.id}", undefined],
    ["${aws_s3_bucket.a.bucket}-${aws_s3_bucket.a.id}", [{ path: "name", text: "-" }]],
    ["logs of ${aws_s3_bucket.a.id}", [{ path: "name", text: "logs of " }]],
    [
      '${join("-", ["x", aws_s3_bucket.a.id])}',
      [{ path: "name", text: '${join("-", ["x", aws_s3_bucket.a.id])}' }],
    ],
  ])("of the template %j keeps what it says itself", (template, templates) => {
    const block = { mode: "managed", type: "aws_iam_role", name: "b" };
    const change = resource("aws_iam_role.b", { actions: ["create"] });
    const name = { constant_value: template, references: ["aws_s3_bucket.a.id", "aws_s3_bucket.a"] };
    const configuration = { root_module: { resources: [{ ...block, expressions: { name } }] } };
    expect(only(plan({ resource_changes: [change], configuration }))?.templates).toEqual(templates);
  });

  it("knows no text of a template where the configuration was no JSON", () => {
    const block = { mode: "managed", type: "aws_iam_role", name: "b" };
    const change = resource("aws_iam_role.b", { actions: ["create"] });
    const expressions = {
      name: { references: ["aws_s3_bucket.a.id"] },
      rule: [{ days: { constant_value: 3 } }],
    };
    const configuration = { root_module: { resources: [{ ...block, expressions }] } };
    expect(only(plan({ resource_changes: [change], configuration }))?.templates).toBeUndefined();
  });

  it("marks what is sensitive before or after", () => {
    const change = {
      actions: ["update"],
      before_sensitive: { password: true, rule: [{ a: true }, {}] },
      after_sensitive: { token: true, rule: [{ b: true }] },
    };
    expect(only(plan({ resource_changes: [resource("x.a", change)] }))?.sensitive).toEqual({
      password: true,
      token: true,
      rule: [{ a: true, b: true }, false],
    });
  });

  it("carries replacement paths, imports and moves", () => {
    const change = {
      actions: ["delete", "create"],
      replace_paths: [["bucket"], ["rule", 0, "id"]],
      importing: { id: "b-1" },
    };
    const moved = resource("x.a", change, { previous_address: "x.old" });
    expect(only(plan({ resource_changes: [moved] }))).toMatchObject({
      replacePaths: ["bucket", "rule.0.id"],
      importId: "b-1",
      previousAddress: "x.old",
    });
  });

  it("tells a deposed object from the one that replaced it", () => {
    const change = { actions: ["delete"], before: {} };
    const resources = documentFromPlan(
      plan({ resource_changes: [resource("x.a", change), resource("x.a", change, { deposed: "1f" })] }),
    ).resources;
    expect(resources.map(({ address }) => address)).toEqual(["x.a", "x.a (deposed 1f)"]);
  });

  it("follows references through variables and outputs of modules", () => {
    const configuration = {
      root_module: {
        resources: [
          { mode: "managed", type: "y", name: "r", expressions: { v: uses("module.m.id", "module.m") } },
        ],
        module_calls: {
          m: {
            expressions: { bucket: uses("x.a.id", "x.a") },
            module: {
              outputs: { id: { expression: uses("z.q[0].id", "z.q") } },
              resources: [
                { mode: "managed", type: "z", name: "q", expressions: { rule: [{ b: uses("var.bucket") }] } },
              ],
            },
          },
        },
      },
    };
    const inner = resource("module.m[0].z.q", { actions: ["create"] }, { module_address: "module.m[0]" });
    const outer = resource("y.r", { actions: ["create"] });
    const { resources } = documentFromPlan(plan({ configuration, resource_changes: [inner, outer] }));
    expect(resources.map(({ references }) => references)).toEqual([
      [{ path: "rule.b", to: "x.a" }],
      [{ path: "v", to: "module.m.z.q" }],
    ]);
  });

  it("ends when modules hand a value round in a circle", () => {
    const circle = {
      expressions: { v: uses("module.m.o") },
      module: { outputs: { o: { expression: uses("var.v") } } },
    };
    const configuration = {
      root_module: {
        resources: [{ mode: "managed", type: "x", name: "a", expressions: { v: uses("module.m.o") } }],
        module_calls: { m: circle },
      },
    };
    const { resources } = documentFromPlan(
      plan({ configuration, resource_changes: [resource("x.a", { actions: ["create"] })] }),
    );
    expect(resources[0]?.references).toEqual([]);
  });

  it("lists data sources with the arguments that were read, and those not read yet", () => {
    const data = { mode: "data", type: "d", name: "a", provider_config_key: "aws" };
    const { data: reads } = documentFromPlan(
      plan({
        prior_state: {
          values: {
            root_module: {
              resources: [
                { ...data, address: "data.d.a", provider_name: AWS, values: { owner: "me", id: "1" } },
              ],
            },
          },
        },
        configuration: {
          provider_config: { aws: { name: "aws", full_name: AWS } },
          root_module: {
            resources: [
              { ...data, expressions: { owner: uses("x.a.id", "x.a") } },
              { ...data, name: "b", expressions: { owner: { constant_value: "you" } } },
            ],
          },
        },
      }),
    );
    expect(reads).toEqual([
      {
        address: "data.d.a",
        type: "d",
        name: "a",
        provider: AWS,
        arguments: { owner: "me" },
        references: [{ path: "owner", to: "x.a" }],
      },
      {
        address: "data.d.b",
        type: "d",
        name: "b",
        provider: AWS,
        arguments: { owner: "you" },
        references: [],
      },
    ]);
  });

  it("lists providers and outputs", () => {
    const document = documentFromPlan(
      plan({
        configuration: {
          provider_config: {
            aws: {
              name: "aws",
              full_name: AWS,
              version_constraint: "5.100.0",
              expressions: { region: { constant_value: "eu-west-1" }, profile: uses("var.p") },
            },
          },
        },
        output_changes: { id: { actions: ["create"], before: null, after: "s", after_sensitive: true } },
      }),
    );
    expect(document.providers).toEqual([
      {
        name: "aws",
        source: AWS,
        version: "5.100.0",
        arguments: { region: "eu-west-1", profile: uses("var.p") },
      },
    ]);
    expect(document.outputs).toEqual([
      { name: "id", actions: ["create"], before: null, after: "s", unknown: false, sensitive: true },
    ]);
  });

  it.each<[string, Json, string]>([
    ["a state", { format_version: "1.0", values: {} }, "plan/not-a-plan"],
    ["a list", [], "plan/not-a-plan"],
    ["a plan of the next major version", plan({ format_version: "2.0" }), "plan/unknown-format"],
    ["a plan without a version number", plan({ format_version: "one" }), "plan/unknown-format"],
    ["a plan that ended with an error", plan({ errored: true }), "plan/errored"],
    ["a plan that leaves changes for later", plan({ complete: false }), "plan/incomplete"],
    ["a plan with deferred changes", plan({ deferred_changes: [{}] }), "plan/incomplete"],
    [
      "an unknown action",
      plan({ resource_changes: [resource("x.a", { actions: ["explode"] })] }),
      "plan/unreadable",
    ],
    ["a change without actions", plan({ resource_changes: [resource("x.a", {})] }), "plan/unreadable"],
  ])("refuses %s", (_, value, code) => {
    expect(() => documentFromPlan(value)).toThrow(expect.objectContaining({ code }));
  });
});

describe("parsePlanBytes", () => {
  const bytes = (text: string, encoding: BufferEncoding = "utf8") => Buffer.from(text, encoding);

  it.each([
    ["plain UTF-8", bytes('{"a":"é"}')],
    ["UTF-8 with a byte order mark", bytes('\uFEFF{"a":"é"}')],
  ])("reads %s", (_, given) => {
    expect(parsePlanBytes(given)).toEqual({ a: "é" });
  });

  it.each([
    ["UTF-16 with a mark", bytes('\uFEFF{"a":1}', "utf16le"), "plan/not-utf8"],
    ["UTF-16 without a mark", bytes('{"a":1}', "utf16le"), "plan/not-utf8"],
    ["Latin-1", bytes('{"a":"é"}', "latin1"), "plan/not-utf8"],
    ["nothing", bytes(""), "plan/not-json"],
    ["half a plan", bytes('{"a":'), "plan/not-json"],
  ])("refuses %s", (_, given, code) => {
    expect(() => parsePlanBytes(given)).toThrow(expect.objectContaining({ code }));
  });
});
