import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeInFunction } from "#shared/hcl/escape.ts";
import { readTemplate } from "#shared/hcl/template.ts";

describe("escapeInFunction", () => {
  it.each([
    [
      `x", "leak" = file("/etc/passwd"), "z" = "y`,
      `x\\", \\"leak\\" = file(\\"/etc/passwd\\"), \\"z\\" = \\"y`,
    ],
    ["C:\\new", "C:\\\\new"],
    ["%{if true}", "%%{if true}"],
    ["${left to CDKTF}", "${left to CDKTF}"],
  ])("writes %j as %j", (text, escaped) => {
    expect(escapeInFunction(text)).toBe(escaped);
  });

  it("keeps every literal inside its quotes, after CDKTF's own escapes", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('"', "\\", "${", "%{", '", "leak" = file("x")', "\n"),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const byCdktf = escapeInFunction(pieces.join(""))
          .replaceAll("${", () => "$${")
          .replaceAll("\n", "\\n")
          .replaceAll("\r", "\\r");
        const read = readTemplate(`\${jsonencode({"a" = "${byCdktf}"})}`);
        expect(read).toMatchObject({ functions: ["jsonencode"], references: [] });
      }),
      { numRuns: 2000 },
    );
  });
});
