import { packedFacts, packedIndexes } from "#shared/adapters/catalogue.ts";
import { factsOf } from "#shared/catalogue/facts/pack.ts";
import { searchIn } from "#shared/catalogue/search/retrieve.ts";
import { CATALOGUE } from "./catalogue.ts";

const FACTS = factsOf(packedFacts());

/** All that the rules write from. */
export const KNOWN = {
  catalogue: CATALOGUE,
  facts: FACTS,
  search: searchIn(CATALOGUE, FACTS, packedIndexes()),
};
