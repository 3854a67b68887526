import { describe, expect, it } from "vitest";
import { readValue } from "#shared/hcl/value.ts";

const ref = ($ref: string) => ({ $ref });

describe("a string of Terraform JSON as typed data", () => {
  it.each<[string, unknown]>([
    ["plain", "plain"],
    ["$${a} %%{b}", "${a} %{b}"],
    ["${aws_vpc.main.id}", ref("aws_vpc.main.id")],
    ["${data.aws_availability_zones.all.names[0]}", ref("data.aws_availability_zones.all.names.0")],
    ['${aws_x.y.tags["Name"]}', ref("aws_x.y.tags.Name")],
    ["a-${var.b}", { $template: ["a-", ref("var.b")] }],
    ['${"$"}{a}', "${a}"],
    ['${format("%s", "a\\"b\\u0024{")}', { $fn: { name: "format", args: ["%s", 'a"b${'] } }],
    [
      '${jsonencode({a = [1, -2, true, null], "b" = var.c})}',
      { $json: { a: [1, -2, true, null], b: ref("var.c") } },
    ],
    ["${(5)}", 5],
  ])("reads %s", (text, value) => {
    expect(readValue(text)).toEqual(value);
  });

  it.each([
    "${1 + 2}",
    "${a ? b : c}",
    "${aws_x.y[*].id}",
    "${[for x in y : x]}",
    "%{ if a }b%{ endif }",
    "${",
    "${a.b[c.d]}",
  ])("refuses %s, which typed data cannot say", (text) => {
    expect(() => readValue(text)).toThrow(expect.objectContaining({ code: "hcl/unreadable" }));
  });
});
