import { describe, expect, it } from "vitest";
import { closureOf } from "#shared/catalogue/search/closure.ts";
import type { Edge } from "#shared/catalogue/search/edges.ts";

const EDGES: Readonly<Record<string, readonly Edge[]>> = {
  function: [edge("role", 0.9, "role"), edge("log", 0.5)],
  role: [edge("policy", 0.8)],
  policy: [edge("function", 1)],
  alarm: [edge("log", 0.5), edge("never", 0.01)],
};

function edge(to: string, weight: number, path: string | null = null): Edge {
  return { to, weight, path };
}

function closure(named: Record<string, number>) {
  const found = closureOf(new Map(Object.entries(named)), (type) => EDGES[type] ?? []);
  return new Map(found.map((one) => [one.type, one]));
}

describe("closureOf", () => {
  it("follows what is needed by what is needed, less surely at each step", () => {
    const found = closure({ function: 1 });
    expect(found.get("role")).toMatchObject({ by: "function", path: "role" });
    expect(found.get("policy")?.score).toBeCloseTo(0.9 * 0.8);
  });

  it("is surer of what several lead to than either of them makes it", () => {
    expect(closure({ function: 1, alarm: 1 }).get("log")?.score).toBeCloseTo(0.75);
  });

  it("ends in a circle", () => {
    expect(closure({ policy: 1 }).has("role")).toBe(true);
  });

  it("does not follow what is hardly ever so", () => {
    expect(closure({ alarm: 1 }).has("never")).toBe(false);
  });

  it("brings nothing where nothing is named", () => {
    expect(closure({}).size).toBe(0);
  });
});
