import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  corrected,
  lemmaOf,
  meaningful,
  Speller,
  vocabularyOf,
  wordsOf,
} from "#shared/catalogue/search/words.ts";

describe("wordsOf", () => {
  it("knows where each word stands", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        for (const { start, end } of wordsOf(text))
          expect(text.slice(start, end)).toMatch(/^([A-Za-z]+|\d+)$/);
      }),
    );
  });

  it("counts sentences, and takes a dot inside a name for none", () => {
    expect(wordsOf("See a.example.org. Then stop").map(({ sentence }) => sentence)).toEqual([
      0, 0, 0, 0, 1, 1,
    ]);
  });
});

describe("lemmaOf", () => {
  it.each([
    ["Subnets", "subnet"],
    ["policies", "policy"],
    ["addresses", "address"],
    ["access", "access"],
    ["DNS", "dns"],
    ["VMs", "vm"],
    ["VPCs", "vpc"],
    ["analytics", "analytics"],
  ])("reads %s as %s", (word, lemma) => {
    expect(lemmaOf(word)).toBe(lemma);
  });
});

describe("Speller", () => {
  it.each(["route 53 zones", "Route53 zone", "route_53-zone"])(
    "reads %j like every other spelling",
    (phrase) => {
      expect(new Speller().squeezed(phrase.split(" "))).toBe("route53zone");
    },
  );

  it("knows the words that it read", () => {
    const speller = new Speller();
    for (const phrase of [["route53", "zones"], ["zones"]]) speller.squeezed(phrase);
    expect(speller.words()).toEqual(["route", "zone"]);
  });
});

describe("corrected", () => {
  const vocabulary = vocabularyOf(["dynamodb", "table", "configuration", "cluster"]);

  it.each([
    ["dynamdb", "dynamodb", "a letter that is missing"],
    ["dynamodbb", "dynamodb", "a letter too many"],
    ["clutser", "cluster", "two letters that changed places"],
    ["cofiguration", "configuration", "a letter that is missing"],
  ])("takes %s for %s: %s", (word, meant) => {
    expect(corrected(wordsOf(word), vocabulary).map(({ lemma }) => lemma)).toEqual([meant]);
  });

  it.each(["tabel", "clatter", "dinamodb"])(
    "leaves %s alone: too short, too far or begun otherwise",
    (word) => {
      expect(corrected(wordsOf(word), vocabulary).map(({ lemma }) => lemma)).toEqual([word]);
    },
  );
});

describe("meaningful", () => {
  it("leaves out articles and small numbers", () => {
    const words = meaningful(wordsOf("connect the two networks with each other"));
    expect(words.map(({ lemma }) => lemma)).toEqual(["connect", "network"]);
  });
});
