import { describe, expect, it } from "vitest";
import { checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import { TypedChange } from "#shared/core/typed-change.ts";
import { CATALOGUE } from "../../../support/catalogue.ts";

const ALLOW = { effect: "Allow", actions: ["s3:GetObject"] };
const SERVICE = { Service: ["ec2.amazonaws.com"] };

function rulesOf(...operations: unknown[]): string[] {
  const change = TypedChange.parse({ stack: "shop", title: "Change the shop", operations });
  return checkTypedChange(change, { catalogue: CATALOGUE, existing: ["aws_vpc.main"] }).findings.map(
    ({ rule, path }) => `${rule} ${path}`.trim(),
  );
}
const role = (statement: object) => ({
  kind: "create",
  type: "aws_iam_role",
  name: "r",
  arguments: { assume_role_policy: { $policy: { statements: [statement] } } },
});
const policy = (type: string, more: object, statement: object) => ({
  kind: "create",
  type,
  name: "p",
  arguments: { ...more, policy: { $policy: { statements: [statement] } } },
});
const output = (value: unknown) => ({ kind: "output", name: "o", value });

describe("checking what stands for a value", () => {
  it.each<[string, unknown, string[]]>([
    ["a trust policy", role({ effect: "Allow", actions: ["sts:AssumeRole"], principals: SERVICE }), []],
    [
      "one that names nobody",
      role({ effect: "Allow", actions: ["sts:AssumeRole"] }),
      ["catalogue/wrong-policy assume_role_policy.statements.0"],
    ],
    [
      "one with resources",
      role({ ...ALLOW, principals: SERVICE, resources: ["*"] }),
      ["catalogue/wrong-policy assume_role_policy.statements.0"],
    ],
    ["a policy of an identity", policy("aws_iam_policy", {}, { ...ALLOW, resources: ["*"] }), []],
    [
      "one that names somebody",
      policy("aws_iam_policy", {}, { ...ALLOW, resources: ["*"], principals: "*" }),
      ["catalogue/wrong-policy policy.statements.0"],
    ],
    [
      "a policy of a bucket that names nobody",
      policy("aws_s3_bucket_policy", { bucket: "b" }, { ...ALLOW, resources: ["*"] }),
      ["catalogue/wrong-policy policy.statements.0"],
    ],
    [
      "a condition that AWS does not have",
      policy(
        "aws_iam_policy",
        {},
        {
          ...ALLOW,
          resources: ["*"],
          conditions: [{ test: "StringEqual", variable: "aws:x", values: ["y"] }],
        },
      ),
      ["catalogue/wrong-policy policy.statements.0"],
    ],
    [
      "a call with too few arguments",
      output({ $fn: { name: "join", args: [","] } }),
      ["catalogue/wrong-call"],
    ],
    [
      "a variable whose default refers to something",
      { kind: "variable", name: "v", type: "any", default: [{ $ref: "aws_vpc.main.id" }] },
      ["catalogue/default-not-constant"],
    ],
    [
      "a provider that nobody has",
      { kind: "provider", provider: "acme", alias: "x", arguments: {} },
      ["catalogue/unknown-provider"],
    ],
    [
      "a move to nothing",
      { kind: "moved", from: "aws_vpc.old", to: "aws_vpc.new" },
      ["catalogue/unknown-reference"],
    ],
    [
      "a count set by an edit",
      { kind: "edit", address: "aws_vpc.main", set: [{ path: "count", value: 2 }] },
      [],
    ],
    ["another name", { kind: "rename", address: "aws_vpc.main", name: "net" }, []],
  ])("judges %s", (_, operation, rules) => {
    expect(rulesOf(operation)).toEqual(rules);
  });
});
