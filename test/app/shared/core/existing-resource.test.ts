import { describe, expect, it } from "vitest";
import type { ChangeDocument } from "#shared/core/change-document.ts";
import { existingIn } from "#shared/core/existing-resource.ts";

function attributes(after: object, sensitive: unknown) {
  const resource = {
    address: "aws_x.a",
    type: "aws_x",
    name: "a",
    actions: ["create"],
    references: [],
    after,
    sensitive,
  };
  const document = { resources: [resource], data: [] } as unknown as ChangeDocument;
  return existingIn(document)[0]?.attributes;
}

describe("existingIn", () => {
  it.each([
    [{ password: "hunter2", user: "a" }, { password: true }, { password: "(sensitive)", user: "a" }],
    [{ rule: [{ key: "k", to: 1 }] }, { rule: [{ key: true }] }, { rule: [{ key: "(sensitive)", to: 1 }] }],
    [{ tags: { a: "b" } }, { tags: true }, { tags: "(sensitive)" }],
    [{ password: null }, { password: true }, { password: null }],
    [{ user: "a" }, false, { user: "a" }],
    [{ list: ["a"] }, {}, { list: ["a"] }],
  ])("shows of %j, marked %j, %j", (after, sensitive, shown) => {
    expect(attributes(after, sensitive)).toEqual(shown);
  });
});
