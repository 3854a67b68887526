import { packedCatalogues, packedFacts, packedIndexes } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import { factsOf } from "#shared/catalogue/facts/pack.ts";
import { searchIn } from "#shared/catalogue/search/retrieve.ts";

/** One process, one provider: milliseconds until all its texts are read, then of its first request, and how many types that found. */
const [provider = ""] = process.argv.slice(2);
const limits = { types: 40, tokens: 1_000_000, provider };
const started = performance.now();
const catalogue = catalogueOf(packedCatalogues());
const facts = factsOf(packedFacts());
const search = searchIn(catalogue, facts, packedIndexes());
search.retrieve("", limits);
catalogue.find(`${provider}_`);
facts.weight(`${provider}_`);
const loaded = performance.now();
const { length: found } = search.retrieve("a container service", limits);
console.log(JSON.stringify({ loadMs: loaded - started, ms: performance.now() - loaded, found }));
