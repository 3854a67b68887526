import { describe, expect, it } from "vitest";
import { checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import { everyArgument, requiredArguments } from "#shared/catalogue/probe.ts";
import { type ProbeDiagnostic, readSlips } from "#shared/catalogue/probe-answers.ts";
import { slipsOf, withSlips } from "#shared/catalogue/probe-overlay.ts";
import type { Catalogue, ResourceType } from "#shared/core/catalogue.ts";
import type { Value } from "#shared/core/value.ts";
import { CATALOGUE } from "../../../support/catalogue.ts";

function slip(summary: string, detail = "", severity = "error") {
  return readSlips([{ severity, summary, detail }]);
}

function typeOf(name: string): ResourceType {
  const type = CATALOGUE.find(name);
  if (type === null) throw new Error(name);
  return type;
}

describe("what a provider lets slip", () => {
  it.each([
    [
      'expected tenancy to be one of ["default" "dedicated"], got zz',
      "",
      "tenancy",
      ["default", "dedicated"],
    ],
    ["expected days to be one of [0 1 3], got -987654", "", "days", ["0", "1", "3"]],
    [
      "Invalid Attribute Value Match",
      'Attribute rule[0].status value must be one of: ["Disabled" "Enabled"], got:\n"zz"',
      "rule.status",
      ["Disabled", "Enabled"],
    ],
    [
      "Invalid String Enum Value",
      'Path: rule[0].transition[Value({"days":1})].class\nGiven Value: zz\nValid Values: [GLACIER STANDARD_IA ]',
      "rule.transition.class",
      ["GLACIER", "STANDARD_IA"],
    ],
  ])("is a list of values: %s", (summary, detail, path, values) => {
    expect([...slip(summary, detail).values]).toEqual([[path, values]]);
  });

  it.each([
    ["expected a.0.port to be in the range (1 - 65535), got -1", "", "a.port", { min: 1, max: 65535 }],
    ["expected size to be at least (-1), got -5", "", "size", { min: -1, max: null }],
    [
      "Invalid Attribute Value",
      "Attribute ttl value must be between 1 and 99, got: -1",
      "ttl",
      { min: 1, max: 99 },
    ],
    [
      "Invalid Attribute Value",
      "Attribute ttl value must be at least 4, got: -1",
      "ttl",
      { min: 4, max: null },
    ],
  ])("is a range: %s %s", (summary, detail, path, range) => {
    expect([...slip(summary, detail).ranges]).toEqual([[path, range]]);
  });

  it.each([
    ["Conflicting configuration arguments", '"b": conflicts with a', "at-most-one", ["a", "b"]],
    [
      "Invalid combination of arguments",
      '"a": only one of `a,b` can be specified, but both',
      "exactly-one",
      ["a", "b"],
    ],
    ["Invalid combination of arguments", '"a": one of `a,b` must be specified', "exactly-one", ["a", "b"]],
    ["Missing required argument", '"a": one of `a,b` must be specified', "at-least-one", ["a", "b"]],
    ["Missing required argument", '"b": all of `a,b` must be specified', "requires", ["b", "a"]],
    [
      "Invalid Attribute Combination",
      "2 attributes when one (and only one) of [a,b] is required",
      "exactly-one",
      ["a", "b"],
    ],
  ])("is a rule: %s, %s", (summary, detail, kind, paths) => {
    expect(slip(summary, detail).rules).toEqual([{ kind, paths }]);
  });

  it("is nothing where it only warns, or where the place may be any of several", () => {
    const detail = '"rule.0.a": conflicts with rule.0.b';
    expect(slip("Conflicting configuration arguments", detail).rules).toEqual([]);
    expect(slip("Conflicting configuration arguments", '"b": conflicts with a', "warning").rules).toEqual([]);
  });

  it("is no list where the same argument may also be something else", () => {
    const said = (summary: string): ProbeDiagnostic => ({ severity: "error", summary });
    const slips = readSlips([
      said('expected port to be one of ["traffic-port"], got zz'),
      said('expected value of port to match regular expression "^\\d+$", got zz'),
    ]);
    expect(slips.values.size).toBe(0);
  });
});

describe("a probe", () => {
  it("sets everything that may be set, and else only what must be", () => {
    const versioning = typeOf("aws_s3_bucket_versioning");
    expect(requiredArguments(versioning)).toEqual({
      bucket: "zz",
      versioning_configuration: { status: "zz" },
    });

    const every = everyArgument(versioning);
    expect(every).toMatchObject({ mfa: "zz", versioning_configuration: { status: "zz", mfa_delete: "zz" } });
    expect(every).not.toHaveProperty("id");
  });

  it("is laid over the catalogue, and read back from it", () => {
    const slips = {
      values: new Map([["versioning_configuration.status", ["Enabled", "Suspended"]]]),
      anyCase: new Set(["versioning_configuration.status", "mfa"]),
      ranges: new Map([["nowhere", { min: 1, max: 2 }]]),
      rules: [
        { kind: "at-most-one" as const, paths: ["mfa", "expected_bucket_owner"] },
        { kind: "at-most-one" as const, paths: ["mfa", "nowhere"] },
      ],
    };
    const { values, anyCase, ranges, rules } = slipsOf(withSlips(typeOf("aws_s3_bucket_versioning"), slips));
    expect([...values]).toEqual([["versioning_configuration.status", ["Enabled", "Suspended"]]]);
    expect([...anyCase]).toEqual(["versioning_configuration.status"]);
    expect(ranges.size).toBe(0);
    expect(rules).toEqual([{ kind: "at-most-one", paths: ["mfa", "expected_bucket_owner"] }]);
  });

  it.each<[string, string, string, readonly string[], boolean]>([
    ["is kept", "aws_ecs_cluster", "setting.name", ["containerInsights"], true],
    ["is nobody's where two have its last name", "aws_ecs_cluster", "name", ["containerInsights"], false],
    ["is kept where one has its last name", "aws_subnet", "availability_zone", ["a"], true],
    ["is none beside a rule that is not shown", "aws_subnet", "availability_zone", [""], false],
    ["is none where it is but everything", "aws_subnet", "availability_zone", ["*"], false],
    ["is kept where everything is one of several", "aws_subnet", "availability_zone", ["*", "a"], true],
  ])("finds a list that %s: %s.%s %j", (_, name, path, values, isKept) => {
    const type = { ...typeOf(name), fields: withoutLists(typeOf(name).fields) };
    const slips = {
      values: new Map([[path, values]]),
      anyCase: new Set<string>(),
      ranges: new Map(),
      rules: [],
    };
    const laid = withSlips(type, slips);
    expect(slipsOf(laid).values.get(path)).toEqual(isKept ? values : undefined);
  });
});

function withoutLists(fields: ResourceType["fields"]): ResourceType["fields"] {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, values: [] }]));
}

describe("a typed change of a type with rules", () => {
  const rules = [
    { kind: "at-most-one", paths: ["user_data", "user_data_base64"] },
    { kind: "exactly-one", paths: ["ami", "launch_template"] },
    { kind: "at-least-one", paths: ["instance_type", "instance_market_options"] },
    { kind: "requires", paths: ["hibernation", "ebs_optimized"] },
  ] as const;
  const catalogue: Catalogue = { ...CATALOGUE, find: () => ({ ...typeOf("aws_instance"), rules }) };

  function check(given: Record<string, Value>) {
    const create = { kind: "create", mode: "managed", type: "aws_instance", name: "x" } as const;
    const operations = [{ ...create, arguments: given, dependsOn: [] }];
    const change = { stack: "app", title: "Change", operations, assumptions: [], questions: [] };
    return checkTypedChange(change, { catalogue, existing: [] }).findings.map(({ rule, path }) => [
      rule,
      path,
    ]);
  }

  const sound = { ami: "a", instance_type: "t3.micro" };

  it.each([
    ["all that is wanted", sound, []],
    [
      "two that exclude each other",
      { ...sound, user_data: "x", user_data_base64: "x" },
      [["catalogue/exclusive-arguments", "user_data_base64"]],
    ],
    ["none of which one must be", { instance_type: "x" }, [["catalogue/missing-argument", "ami"]]],
    ["none of which some must be", { ami: "x" }, [["catalogue/missing-argument", "instance_type"]]],
    [
      "one without what it needs",
      { ...sound, hibernation: true },
      [["catalogue/missing-argument", "ebs_optimized"]],
    ],
    ["null, which is as good as nothing", { ...sound, user_data: "x", user_data_base64: null }, []],
  ])("with %s is judged so", (_, given, findings) => {
    expect(check(given)).toEqual(findings);
  });
});
