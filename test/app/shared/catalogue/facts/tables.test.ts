import { describe, expect, it } from "vitest";
import { packedCatalogues } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import aliases from "#shared/catalogue/facts/aliases.json" with { type: "json" };
import common from "#shared/catalogue/facts/common.json" with { type: "json" };
import companions from "#shared/catalogue/facts/companions.json" with { type: "json" };
import references from "#shared/catalogue/facts/references.json" with { type: "json" };
import topics from "#shared/catalogue/facts/topics.json" with { type: "json" };
import requests from "../../../../bench/retrieval/requests.json" with { type: "json" };

const catalogue = catalogueOf(packedCatalogues());

function unknown(names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) =>
    name.startsWith("data.")
      ? catalogue.find(name.slice("data.".length), "data") === null
      : catalogue.find(name) === null,
  );
}

describe("the tables that are written by hand", () => {
  it.each([
    ["aliases", Object.values(aliases).flatMap((phrases) => Object.values(phrases).flat())],
    ["topics", topics.flatMap(({ types }) => types)],
    ["common", Object.values(common).flat()],
    ["companions", Object.keys(companions)],
    ["references", Object.values(references).flatMap((rules) => rules.map(({ to }) => to))],
    ["requests of the bench", requests.flatMap(({ types }) => types)],
  ])("name only types that a catalogue holds: %s", (_, names) => {
    expect(unknown(names)).toEqual([]);
  });
});
