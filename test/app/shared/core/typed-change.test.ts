import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { DEFAULT_PROFILE } from "#shared/checks/static-gate/default-profile.ts";
import { FUNCTIONS } from "#shared/core/functions.ts";
import { TypedChange, typedChangeSchema } from "#shared/core/typed-change.ts";

const SCHEMA = typedChangeSchema();
const accepts = new Ajv2020({ strict: false }).compile(SCHEMA);
const change = (...operations: unknown[]) => ({ stack: "shop", title: "Change the shop", operations });
const bucket = (value: unknown) =>
  change({ kind: "create", type: "aws_s3_bucket", name: "b", arguments: { x: value } });

describe("the schema given to models", () => {
  it.each<[string, boolean, unknown]>([
    ["a literal", true, bucket("${file(1)}")],
    ["a reference", true, bucket({ $ref: "aws_vpc.main.id" })],
    ["a list element of a data source", true, bucket({ $ref: "data.aws_availability_zones.all.names.0" })],
    ["a path of the machine", false, bucket({ $ref: "path.module" })],
    ["an element of for_each", false, bucket({ $ref: "each.value" })],
    ["an expression as a reference", false, bucket({ $ref: 'aws_vpc.main["id"]' })],
    [
      "a template",
      true,
      bucket({ $template: ["a-", { $ref: "var.name" }, { $fn: { name: "lower", args: ["B"] } }] }),
    ],
    ["JSON text", true, bucket({ $json: { a: [1, true, null, { $ref: "local.x" }] } })],
    ["a function that reads a file", false, bucket({ $fn: { name: "file", args: ["/etc/passwd"] } })],
    ["a word that is none of ours", false, bucket({ $eval: "1" })],
    ["a word of ours and another member", false, bucket({ $ref: "aws_vpc.main.id", b: 1 })],
    [
      "a policy",
      true,
      bucket({ $policy: { statements: [{ effect: "Allow", actions: ["s3:Get*"], resources: ["*"] }] } }),
    ],
    ["a policy without statements", false, bucket({ $policy: { statements: [] } })],
    [
      "an action without a service",
      false,
      bucket({ $policy: { statements: [{ effect: "Allow", actions: ["Get"] }] } }),
    ],
    [
      "every other operation",
      true,
      change(
        {
          kind: "edit",
          address: "aws_vpc.main",
          set: [{ path: "a", value: 1 }],
          append: [{ path: "b", value: "c" }],
        },
        { kind: "remove", address: "aws_vpc.main" },
        { kind: "rename", address: "aws_vpc.main", name: "net" },
        { kind: "moved", from: "aws_vpc.old", to: "aws_vpc.main" },
        { kind: "import", address: "aws_vpc.main", id: "vpc-1" },
        { kind: "removed", address: "aws_vpc.main" },
        { kind: "variable", name: "size", type: "number", default: 1 },
        { kind: "output", name: "id", value: { $ref: "aws_vpc.main.id" } },
        { kind: "local", name: "prefix", value: "a" },
        { kind: "provider", provider: "aws", alias: "west", arguments: { region: "us-west-2" } },
      ),
    ],
    ["an operation that nobody knows", false, change({ kind: "exec", command: "rm" })],
    ["a negative count", false, change({ kind: "create", type: "t", name: "n", arguments: {}, count: -1 })],
  ])("judges %s as the host does: %s", (_, isValid, value) => {
    expect([accepts(value), TypedChange.safeParse(value).success]).toEqual([isValid, isValid]);
  });

  it("is small enough to be sent with every request", () => {
    expect(JSON.stringify(SCHEMA).length).toBeLessThan(9_000);
  });

  it("offers only functions that the gate lets through", () => {
    expect(Object.keys(FUNCTIONS).filter((name) => !DEFAULT_PROFILE.functions.includes(name))).toEqual([]);
  });
});
