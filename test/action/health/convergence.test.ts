import { describe, expect, it } from "vitest";
import { convergenceOf } from "../../../action/health/convergence.ts";
import { CIRCUMSTANCES } from "../../app/shared/review/plan-fixture.ts";

const effect = { circumstances: CIRCUMSTANCES, providers: {}, resources: {}, outputs: {} };

describe("health after an apply", () => {
  it("is converged when nothing is left to do", () => {
    expect(convergenceOf(effect)).toEqual({ kind: "converged" });
  });

  it("names what is still to do", () => {
    const still = convergenceOf({ ...effect, resources: { "x.a": {} }, outputs: { url: {} } });
    expect(still).toEqual({ kind: "not-converged", still: ["x.a", "output.url"] });
  });
});
