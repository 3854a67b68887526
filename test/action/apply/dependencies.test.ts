import { describe, expect, it } from "vitest";
import { areWaiting, checkDependencies } from "../../../action/apply/dependencies.ts";
import { refusalOf } from "../../support/refusal-of.ts";

const decided = (...kinds: string[]) => kinds.map((kind) => ({ kind }));

describe("a stack is applied", () => {
  it.each<[string, string[][]]>([
    ["that depends on nothing which this commit changes", []],
    ["after its dependency was applied", [["apply/applied"]]],
    ["after its dependency had nothing to do", [["apply/nothing"]]],
    ["after a later commit mended what was refused", [["apply/refused", "apply/applied"]]],
    ["after all of its dependencies", [["apply/applied"], ["apply/nothing"]]],
  ])("%s", (_what, dependencies) => {
    const known = dependencies.map((kinds, index) => ({ stack: `s${index}`, decided: decided(...kinds) }));
    expect(refusalOf(() => checkDependencies("notes", known))).toBeNull();
    expect(areWaiting(known)).toBe(false);
  });

  it.each<[string, string[][], boolean, string[]]>([
    ["while nothing is decided about its dependency", [[]], true, ["s0: waiting"]],
    ["while one of two is undecided", [["apply/applied"], []], true, ["s1: waiting"]],
    ["when its dependency was refused", [["apply/refused"]], false, ["s0: refused"]],
    ["when its dependency failed half-way", [["apply/failed"]], false, ["s0: refused"]],
    [
      "when one was refused and another waits",
      [["apply/refused"], []],
      false,
      ["s0: refused", "s1: waiting"],
    ],
  ])("never %s", (_what, dependencies, isRetried, details) => {
    const known = dependencies.map((kinds, index) => ({ stack: `s${index}`, decided: decided(...kinds) }));
    expect(() => checkDependencies("notes", known)).toThrow(
      expect.objectContaining({ code: "apply/dependency-not-applied", details }),
    );
    expect(areWaiting(known)).toBe(isRetried);
  });
});
