import { describe, expect, it } from "vitest";
import { packedIndexes } from "#shared/adapters/catalogue.ts";
import { lexiconOf } from "#shared/catalogue/search/lexicon.ts";
import { packIndex, readIndex } from "#shared/catalogue/search/search-index.ts";
import { CATALOGUE } from "../../../../support/catalogue.ts";
import { KNOWN } from "../../../../support/known.ts";

describe("the committed search index", () => {
  it.each(packedIndexes())(
    "of $name is what catalogue, facts and words make (npm run catalogue:index)",
    ({ name, read }) => {
      expect(read() === packIndex(name, KNOWN)).toBe(true);
    },
  );

  it("is there for every provider", () => {
    const names = packedIndexes().map(({ name }) => name);
    expect(names.sort()).toEqual(Object.keys(CATALOGUE.providers).sort());
  });
});

describe("an index that was read", () => {
  const index = readIndex(packIndex("kubernetes", KNOWN));
  const made = lexiconOf("kubernetes", CATALOGUE);

  it("names what was named", () => {
    expect(made.phrases.size).toBeGreaterThan(100);
    for (const [key, meant] of made.phrases)
      expect(index.lexicon.phrases.get(key)).toEqual(
        meant.map((one) => ({ ...one, strength: expect.closeTo(one.strength, 3) })),
      );
    expect(index.lexicon).toMatchObject({
      types: made.types,
      longest: made.longest,
      vocabulary: made.vocabulary,
    });
  });

  it.each(["", "zz", "nosuchphrase", "constructor", "deploymentzz"])("names nothing by %j", (key) => {
    expect(index.lexicon.phrases.get(key)).toBeUndefined();
  });

  it.each([
    ["kubernetes_deployment", { to: "kubernetes_service", path: null }],
    ["kubernetes_nobody", null],
    ["toString", null],
  ])("knows what %s brings", (type, edge) => {
    const edges = index.edgesOf(type);
    if (edge === null) expect(edges).toEqual([]);
    else expect(edges).toContainEqual({ ...edge, weight: expect.any(Number) });
  });
});
