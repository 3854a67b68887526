import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sensitiveTexts } from "../../../../app/experts/packet/sensitive-texts.ts";
import { cleanText } from "../../../../app/experts/record/clean-text.ts";
import { created, documentOf } from "../../../support/change.ts";

describe("cleanText", () => {
  const clean = cleanText({
    names: ["ana", "ana-b", "code[bot]", ""],
    values: ["hunter2!", "hunter2!!", "on"],
  });

  it.each([
    ["a name, whatever its case", "asked by Ana.", "asked by (name)."],
    ["a mention", "@ana says", "@(name) says"],
    ["a name inside an address", "aws_s3_bucket.ana_logs", "aws_s3_bucket.(name)_logs"],
    ["the longer of two names", "ana-b", "(name)"],
    ["no part of a longer name", "banana ana-c anatomy", "banana ana-c anatomy"],
    ["a name with signs", "by code[bot]", "by (name)"],
    ["the longer of two values", "is hunter2!!", "is (sensitive)"],
    ["no value that stands in every text", "turned on", "turned on"],
  ])("takes out %s", (_, text, wanted) => {
    expect(clean(text)).toBe(wanted);
  });

  it("leaves no login anywhere", () => {
    const login = fc.stringMatching(/^[a-z][a-z0-9]{2,12}$/);
    fc.assert(
      fc.property(login, fc.array(fc.constantFrom(" ", "_", "@", "/", ".", "|")), (name, marks) => {
        const text = marks.map((mark) => mark + name).join("");
        expect(cleanText({ names: [name], values: [] })(text)).toBe(
          marks.map((mark) => `${mark}(name)`).join(""),
        );
      }),
    );
  });
});

describe("sensitiveTexts", () => {
  it("finds what is marked, at any depth, before and after, and nothing else", () => {
    const resource = created(
      "aws_db_instance.main",
      {
        password: "new",
        name: "orders",
        tags: { token: "deep", kept: "no" },
        list: [{ pin: 4711 }, { pin: 1 }],
      },
      {
        before: { password: "old", name: "orders" },
        sensitive: { password: true, tags: { token: true }, list: [{ pin: true }], absent: { more: true } },
      },
    );
    expect(sensitiveTexts(documentOf([resource]))).toEqual(["old", "new", "deep", "4711"]);
  });

  it("takes a mark on the whole for a mark on each part, and reads outputs too", () => {
    const output = { name: "url", actions: ["create" as const], before: null, unknown: {}, sensitive: true };
    const document = { ...documentOf([]), outputs: [{ ...output, after: { a: ["x", null], b: false } }] };
    expect(sensitiveTexts(document)).toEqual(["x", "false"]);
  });
});
