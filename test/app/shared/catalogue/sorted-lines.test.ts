import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineThatBegins } from "#shared/catalogue/sorted-lines.ts";

describe("a line of a sorted text", () => {
  const text = "a\t1\nab\t2\nb\t3\nd\t4";
  it.each([
    ["the first", "a\t", "a\t1"],
    ["one whose beginning begins another", "ab\t", "ab\t2"],
    ["one in between", "b\t", "b\t3"],
    ["the last, without an end", "d\t", "d\t4"],
    ["nothing before all", "A\t", null],
    ["nothing between two", "c\t", null],
    ["nothing behind all", "e\t", null],
    ["nothing of a longer word", "abc\t", null],
  ])("is %s", (_, beginning, line) => {
    expect(lineThatBegins(text, beginning)).toBe(line);
    expect(lineThatBegins(`${text}\n`, beginning)).toBe(line);
  });

  it("is nowhere in nothing", () => {
    expect(lineThatBegins("", "a\t")).toBeNull();
  });

  it("is found wherever a search through all of them finds it", () => {
    const words = fc.uniqueArray(fc.stringMatching(/^[a-z_]{1,6}$/), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(words, fc.stringMatching(/^[a-z_]{1,6}$/), (all, other) => {
        const lines = all.map((word) => `${word}\t${word.length}`).sort();
        for (const word of [...all, other]) {
          const found = lines.find((line) => line.startsWith(`${word}\t`)) ?? null;
          expect(lineThatBegins(`${lines.join("\n")}\n`, `${word}\t`)).toBe(found);
        }
      }),
    );
  });
});
