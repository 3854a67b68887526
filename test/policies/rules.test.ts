import { describe, expect, it } from "vitest";
import { shippedPolicies } from "#shared/adapters/policies.ts";
import { examplesOf } from "./examples.ts";

const { engines, manifest } = await shippedPolicies();
const ids = manifest.rules.map(({ id }) => id);
const examples = examplesOf("policies", ids);

describe("the compiled policies", () => {
  it("are twelve or more", () => {
    expect(ids.length).toBeGreaterThanOrEqual(12);
  });

  describe.each(ids)("%s", (id) => {
    it.each([
      ["passing", []],
      ["failing", ["fail"]],
      ["undecided", ["unknown"]],
    ] as const)("holds its %s document for what it is", async (which, statuses) => {
      const { findings } = await engines.gate.evaluate(examples.get(id)?.[which] ?? {});
      const own = findings.filter(({ rule }) => rule === id).map(({ status }) => status);
      expect([...new Set(own)]).toEqual(statuses);
    });
  });

  it.each(manifest.rules)("say of $id what a reader needs", ({ title, description, controls, types }) => {
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(description).toMatch(/^[A-Z].*\.$/);
    expect(controls).not.toEqual([]);
    expect(types).not.toEqual([]);
  });
});
