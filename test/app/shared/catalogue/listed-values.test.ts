import { describe, expect, it } from "vitest";
import { checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import { inOtherLetters } from "#shared/catalogue/probe.ts";
import { readSlips, withOtherLetters } from "#shared/catalogue/probe-answers.ts";
import type { Operation } from "#shared/core/typed-change.ts";
import type { Value } from "#shared/core/value.ts";
import { CATALOGUE } from "../../../support/catalogue.ts";

function check(type: string, given: Record<string, Value>) {
  const create: Operation = {
    kind: "create",
    mode: "managed",
    type,
    name: "x",
    arguments: given,
    dependsOn: [],
  };
  const change = { stack: "app", title: "Change", operations: [create], assumptions: [], questions: [] };
  const { change: checked, findings } = checkTypedChange(change, { catalogue: CATALOGUE, existing: [] });
  const [operation] = checked.operations;
  return { given: operation?.kind === "create" ? operation.arguments : {}, findings };
}

const USER = { user_id: "x", user_name: "x", access_string: "on" };

describe("a listed value in other letters", () => {
  it.each<[string, string, Record<string, Value>, Record<string, Value>]>([
    [
      "stays where the provider takes it",
      "aws_elasticache_user",
      { ...USER, engine: "REDIS" },
      { engine: "REDIS" },
    ],
    ["stays as listed too", "aws_elasticache_user", { ...USER, engine: "redis" }, { engine: "redis" }],
    [
      "becomes the listed one where the provider wants that",
      "aws_s3_bucket_versioning",
      { bucket: "x", versioning_configuration: { status: "enabled" } },
      { versioning_configuration: { status: "Enabled" } },
    ],
    [
      "becomes the listed one in a list",
      "aws_cloudformation_stack",
      { name: "x", capabilities: ["capability_iam", "CAPABILITY_AUTO_EXPAND"] },
      { capabilities: ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"] },
    ],
    [
      "becomes the listed one where no provider could be asked",
      "google_compute_firewall",
      { name: "x", network: "x", direction: "ingress" },
      { direction: "INGRESS" },
    ],
  ])("%s: %s", (_, type, given, wanted) => {
    const checked = check(type, given);
    expect(checked.findings).toEqual([]);
    expect(checked.given).toMatchObject(wanted);
  });

  it.each([
    ["REDISS", "redis"],
    ["valke", "valkey"],
  ])("is refused where it is spelt otherwise besides: %s", (engine, suggestion) => {
    expect(check("aws_elasticache_user", { ...USER, engine }).findings).toMatchObject([
      { rule: "catalogue/wrong-value", path: "engine", suggestion },
    ]);
  });

  it("is left alone where Terraform decides it", () => {
    const engine = { $template: ["redis", { $ref: "var.x" }] };
    expect(check("aws_elasticache_user", { ...USER, engine }).given).toMatchObject({ engine });
  });
});

describe("a probe with other letters", () => {
  const field = (values: readonly string[]) => {
    const type = CATALOGUE.find("aws_elasticache_user");
    if (type === null || type.fields.engine === undefined) throw new Error("no such type");
    const fields = { ...type.fields, engine: { ...type.fields.engine, values } };
    return inOtherLetters({ ...type, fields }).map(({ engine }) => engine);
  };

  it.each<[readonly string[], string]>([
    [["redis", "valkey"], "REDIS"],
    [["REDIS"], "rEDIS"],
    [["Enabled"], "eNABLED"],
    [["redis", "REDIS"], "rEDIS"],
    [["1.0", "tls"], "TLS"],
    [["1", "2"], "zz"],
    [[], "zz"],
  ])("asks for what is not listed: %j", (values, asked) => {
    expect(field(values)).toEqual([asked, asked]);
  });

  const severity = "error";
  const listed = { severity, summary: 'expected tenancy to be one of ["default" "host"], got zz' };

  it.each([
    ["says nothing of it", [], ["tenancy"]],
    ["only warns", [{ severity: "warning", summary: listed.summary }], ["tenancy"]],
    ["complains of another", [{ severity, summary: 'expected name to be one of ["a"], got A' }], ["tenancy"]],
    ["complains of it", [{ severity, summary: listed.summary.replace("zz", "DEFAULT") }], []],
    [
      "complains of it otherwise",
      [{ severity, summary: "expected length of tenancy to be in the range" }],
      [],
    ],
  ])("takes either where the provider %s", (_, said, anyCase) => {
    expect([...withOtherLetters(readSlips([listed]), said).anyCase]).toEqual(anyCase);
  });
});
