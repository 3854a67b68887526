import { describe, expect, it } from "vitest";
import { hclToJson } from "../../../action/adapters/hcl.ts";

const NOTE = 'resource "terraform_data" "a" {\n  input = "one"\n}\n';

describe("plain Terraform as JSON", () => {
  it("holds the files of the folder beside each other, and nothing from below it", async () => {
    const document = await hclToJson({
      "main.tf": NOTE,
      "more.tf": NOTE.replace('"a"', '"b"').replace('"one"', "terraform_data.a.output"),
      "last.tf.json": '{"output": {"b": {"value": "${terraform_data.b.output}"}}}',
      "modules/x/main.tf": "this is no Terraform",
      "README.md": "# Notes",
    });
    expect(document).toEqual({
      resource: {
        terraform_data: { a: [{ input: "one" }], b: [{ input: "${terraform_data.a.output}" }] },
      },
      output: { b: { value: "${terraform_data.b.output}" } },
    });
  });

  it("keeps both of two blocks with the same labels, so that Terraform refuses them", async () => {
    const document = await hclToJson({ "a.tf": NOTE, "b.tf": NOTE.replace("one", "two") });
    expect(document).toMatchObject({
      resource: { terraform_data: { a: [{ input: "one" }, { input: "two" }] } },
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ["what does not parse", { "main.tf": 'resource "a" {' }, "synth/hcl-unreadable"],
    ["JSON that does not parse", { "main.tf.json": "{" }, "synth/hcl-unreadable"],
    ["JSON that is no object", { "main.tf.json": "[]" }, "synth/hcl-unreadable"],
    ["an override file", { "main.tf": NOTE, "main_override.tf": NOTE }, "synth/hcl-unreadable"],
    ["a JSON override file", { "main.tf": NOTE, "override.tf.json": "{}" }, "synth/hcl-unreadable"],
    ["a folder without Terraform", { "README.md": "# Notes" }, "synth/no-configuration"],
  ])("refuses %s", async (_what, files, code) => {
    await expect(hclToJson(files)).rejects.toMatchObject({ code });
  });
});
