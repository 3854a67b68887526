import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanForeign, cleanForeignIn } from "#shared/hygiene/foreign.ts";
import { invisibleIn } from "#shared/hygiene/invisible.ts";
import { secretsIn } from "#shared/hygiene/secrets.ts";

describe("cleanForeign", () => {
  it.each([
    [
      "Error: InvalidAccessKeyId: AKIAIOSFODNN7EXAMPLE not found",
      "Error: InvalidAccessKeyId: [secret removed] not found",
    ],
    ["tag \u{E0061}\u{E0062}x", "tag x"],
    ["key AKIAIOSF\u200bODNN7EXAMPLE", "key [secret removed]"],
    ['name must match ^[a-z]+$ (got "Orders")', 'name must match ^[a-z]+$ (got "Orders")'],
    ["<!-- shown by a tool --> stays", "<!-- shown by a tool --> stays"],
  ])("makes of %j %j", (said, clean) => {
    expect(cleanForeign(said)).toBe(clean);
  });

  it("reaches every text of a value, and no name", () => {
    const value = { AKIAIOSFODNN7EXAMPLE: ["AKIAIOSFODNN7EXAMPLE", 1, null, { a: "x\u200b" }] };
    expect(cleanForeignIn(value)).toEqual({
      AKIAIOSFODNN7EXAMPLE: ["[secret removed]", 1, null, { a: "x" }],
    });
  });

  it("leaves neither key nor hidden text, whatever it was given", () => {
    const pieces = fc.constantFrom(
      "AKIA",
      "AKIAIOSFODNN7EXAMPLE",
      "\u200b",
      "\u{E0061}",
      "password=",
      "hunter22",
      " ",
      "x",
      "1",
      "-",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const clean = cleanForeign(parts.join(""));
        expect([...secretsIn(clean), ...invisibleIn(clean)]).toEqual([]);
        expect(cleanForeign(clean)).toBe(clean);
      }),
    );
  });
});
