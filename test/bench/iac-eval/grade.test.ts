import { describe, expect, it } from "vitest";
import { grade } from "./grade.ts";

const PLAN = { planned_values: { root_module: { resources: [{ type: "aws_s3_bucket" }] } } };
const OLD = `package terraform
has_bucket { input.planned_values.root_module.resources[_].type == "aws_s3_bucket" }`;

describe("the grade of a plan", () => {
  it("passes when every boolean is true, by the old and the new syntax", async () => {
    expect(await grade(OLD, PLAN)).toBe("passed");
    expect(
      await grade("package main\nimport rego.v1\nok if input.planned_values.root_module.resources", PLAN),
    ).toBe("passed");
  });

  it("fails on one false, and takes silence for no pass", async () => {
    expect(await grade(`${OLD}\ndefault other = false`, PLAN)).toBe("failed");
    expect(await grade(OLD, { planned_values: {} })).toBe("silent");
    expect(await grade('package main\nname = "bucket"', PLAN)).toBe("silent");
  });

  it("says when a policy cannot be read", async () => {
    expect(await grade("package main\nthis is no rego", PLAN)).toBe("broken");
  });
});
