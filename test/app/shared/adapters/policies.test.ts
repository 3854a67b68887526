import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { policiesFrom, shippedPolicies } from "#shared/adapters/policies.ts";

const wasm = readFileSync("policies/bundle.wasm");

describe("loading policies", () => {
  it("finds those of this repository to be of one piece", async () => {
    const { engines, manifest } = await shippedPolicies();
    expect(manifest.module).toBe(engines.gate.digest);
  });

  it.each([
    ["no JSON", "policies"],
    ["no manifest", "{}"],
    ["a manifest without rules", JSON.stringify({ version: 1, module: "0".repeat(64), rules: [] })],
  ])("refuses %s", async (_, manifest) => {
    await expect(policiesFrom(wasm, manifest)).rejects.toMatchObject({ code: "policy/manifest-unreadable" });
  });
});
