import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { findProgram } from "../../../app/adapters/find-program.ts";

const node = process.execPath;

describe("findProgram", () => {
  it("takes the first one on the search path, or the one that was named", () => {
    expect(findProgram("node", { searchPath: `/nowhere:${dirname(node)}` })).toBe(node);
    expect(findProgram("anything", { given: node, searchPath: "" })).toBe(node);
  });

  it.each([
    ["a program that is not there", { searchPath: "/nowhere" }],
    ["a relative path", { given: "./node", searchPath: "" }],
    ["a file that cannot be run", { given: import.meta.filename, searchPath: "" }],
  ])("refuses %s", (_, where) => {
    expect(() => findProgram("node-that-is-missing", where)).toThrow(/was not found/);
  });
});
