import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PipelineError } from "#shared/core/error.ts";
import { escapeLiteral } from "#shared/hcl/escape.ts";
import { readTemplate, readTraversal } from "#shared/hcl/template.ts";

const FORBIDDEN = `file("/etc/passwd")`;

describe("readTemplate", () => {
  // Each of these was evaluated by Terraform 1.11.4 to exactly this text.
  it.each([
    ["$${1+1}", "${1+1}"],
    ["$$${1+1}", "$${1+1}"],
    ["$$$$${1+1}", "$$$${1+1}"],
    ["a$$${1+1}b$$$", "a$${1+1}b$$$"],
    ["%%{x}", "%{x}"],
    ["%%%%{x}", "%%%{x}"],
    ["$$%%{x}", "$$%{x}"],
    ["%%$${x}", "%%${x}"],
    ["call file(x) {yourself} $ %", "call file(x) {yourself} $ %"],
  ])("reads %s as the literal %s", (text, value) => {
    expect(readTemplate(text)).toEqual({ kind: "literal", value });
  });

  it.each([
    [`\${${FORBIDDEN}}`],
    [`\${file ("x")}`],
    [`\${file# c\n("x")}`],
    [`\${file // c\r\n("x")}`],
    [`\${file/* ) " */("x")}`],
    [`\${ core :: file("x")}`],
    [`\${~ ${FORBIDDEN} ~}`],
    [`\${<<E\n\${${FORBIDDEN}}\nE\n}`],
    [`\${<<-E\n  "\${${FORBIDDEN}}\n  E\n}`],
    [`\${"$\${"}\${${FORBIDDEN}}`],
    [`\${"a \${"b \${${FORBIDDEN}}"}"}`],
    [`$\${literal} and \${${FORBIDDEN}}`],
    [`$%{if ${FORBIDDEN} == ""}y%{endif}`],
    [`%$\${x}\${${FORBIDDEN}}`],
    [`\${[for x in [${FORBIDDEN}] : x if x != ""]}`],
    [`\${{\n a = 1\n (${FORBIDDEN}) = 2 }}`],
    [`\${a[${FORBIDDEN}].b}`],
    [`\${a ? b : {for k, v in c : k => ${FORBIDDEN}...}}`],
  ])("finds the call in %j", (text) => {
    expect(readTemplate(text)).toMatchObject({ kind: "template", functions: ["file"] });
  });

  it.each([
    [`\${upper("see file(\\"x\\") and $\${file(1)}")}`, ["upper"]],
    ["${aws_x.y.file}", []],
    ["${provider::aws::arn_parse(a.b)}", ["provider::aws::arn_parse"]],
    ["${try(merge({}, []...), 1)}", ["try", "merge"]],
  ])("finds in %j only %j", (text, functions) => {
    expect(readTemplate(text)).toMatchObject({ functions });
  });

  it.each([
    ["${aws_s3_bucket.x.id}", ["aws_s3_bucket.x.id"]],
    ["${data.a.b.names[0]}-${var.x}", ["data.a.b.names.0", "var.x"]],
    [`\${module.m["k"].o}`, ["module.m.k.o"]],
    ["${a.b[*].c}", ["a.b"]],
    ["${a.b[count.index].c}", ["count.index", "a.b"]],
    ["${[for k, v in local.m : [k, v.x, each.key]]}", ["local.m", "each.key"]],
    ["%{ for v in var.l ~}${v}%{ endfor }${v}", ["var.l", "v"]],
    ["${{ a = b, c : true }}", ["b"]],
    ["${a.0.1}", ["a.0.1"]],
  ])("finds the references of %j", (text, references) => {
    expect(readTemplate(text)).toMatchObject({ references });
  });

  it.each([
    "${",
    "${}",
    "${a",
    "${a b}",
    "${a(}",
    "${[}",
    "${)}",
    `\${"\\q"}`,
    `\${"\\U00110000"}`,
    `\${"a\nb"}`,
    "${/* }",
    "${a\u00a0}",
    "${core::x}",
    "${<<E\nE x\nE\n}",
    "${<<E\nx}",
    "${{ a = 1 b = 2 }}",
    "${[for x of y : x]}",
    "%{if a}",
    "%{endif}",
    "%{if a}%{endfor}",
    "%{else}",
    "%{while a}%{endwhile}",
  ])("refuses %j", (text) => {
    expect(() => readTemplate(text)).toThrowError(expect.objectContaining({ code: "hcl/unreadable" }));
  });

  it.each([
    ["[", 98, "template"],
    ["[", 20_000, "hcl/too-deep"],
    [`"\${`, 20_000, "hcl/too-deep"],
    ["a?", 20_000, "hcl/too-deep"],
    ["a ? b : ", 20_000, "hcl/too-deep"],
  ])("reads %j repeated %i times as %s", (open, times, answer) => {
    const text = `\${${open.repeat(times)}${open === "[" ? "]".repeat(times) : ""}}`;
    expect(kindOrCode(text)).toBe(answer);
  });

  it.each([
    ["$", 2_000_000],
    ["$${", 500_000],
    ["${a}", 200_000],
  ])("stays linear over %j", (part, times) => {
    expect(["literal", "template"]).toContain(kindOrCode(part.repeat(times)));
    expect(["literal", "template"]).toContain(kindOrCode(`\${"${part.repeat(times)}"}`));
  });

  it("never throws anything but its refusals", () => {
    const piece = fc.constantFrom(
      ...`$|%|{|}|\${|%{|"|\\|\n|(|)|[|]|a|1|.|,|for|in|if|:|<<E\n|E|#|/*|*/|~|=|=>|?`.split("|"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(["literal", "template", "hcl/unreadable", "hcl/too-deep"]).toContain(
          kindOrCode(pieces.join("")),
        );
      }),
      { numRuns: 5000 },
    );
  });

  it("reads an escaped literal as exactly that literal", () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom("${", "%{", "$", "%", "{", "}", FORBIDDEN));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const value = pieces.join("");
        expect(readTemplate(escapeLiteral(value))).toEqual({ kind: "literal", value });
      }),
      { numRuns: 2000 },
    );
  });
});

describe("readTraversal", () => {
  it.each([
    ["aws_x.y", ["aws_x", "y"]],
    [`aws_x.y["a.b"]`, ["aws_x", "y", "a.b"]],
    ["module.m[0].x.y", ["module", "m", "0", "x", "y"]],
  ])("reads %j", (text, path) => {
    expect(readTraversal(text)).toEqual(path);
  });

  it.each([
    "",
    FORBIDDEN,
    "a.*",
    "a[b]",
    "a[true]",
    "a.b.c[true]",
    `a["\${1}"]`,
    "(a)",
    "a + b",
    `"a"`,
    "-a",
    "a.b}",
  ])("refuses %j", (text) => {
    expect(() => readTraversal(text)).toThrowError(PipelineError);
  });
});

function kindOrCode(text: string): string {
  try {
    return readTemplate(text).kind;
  } catch (error) {
    if (error instanceof PipelineError) return error.code;
    throw error;
  }
}
