import { describe, expect, it } from "vitest";
import { claimsBeside } from "../../../app/experts/claims.ts";

describe("a seat", () => {
  it("has a model that no other seat has by another name", () => {
    const claim = claimsBeside([]);
    const asked = [
      claim("cost", { vendor: "anthropic", model: "claude-opus-4-5" }),
      claim("fidelity", { vendor: "compatible", model: "anthropic/claude-opus-4.5" }),
      claim("fidelity", { vendor: "anthropic", model: "claude-opus-4-5-20251101" }),
      claim("fidelity", { vendor: "anthropic", model: "claude-haiku-4-5" }),
      claim("cost", { vendor: "anthropic", model: "claude-opus-4-5-latest" }),
    ];
    expect(asked).toEqual([null, "in-another-seat", "in-another-seat", null, null]);
  });

  it("of security has nobody of the author's maker, wherever he runs", () => {
    const claim = claimsBeside([{ vendor: "compatible", model: "anthropic/claude-opus-5" }]);
    expect(claim("security", { vendor: "anthropic", model: "claude-haiku-4-5" })).toBe(
      "same-vendor-as-author",
    );
    expect(claim("security", { vendor: "compatible", model: "qwen3" })).toBeNull();
    expect(claim("cost", { vendor: "anthropic", model: "claude-haiku-4-5" })).toBeNull();
  });
});
