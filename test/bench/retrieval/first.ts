import { packedCatalogues, packedFacts, packedIndexes } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import { factsOf } from "#shared/catalogue/facts/pack.ts";
import { searchIn } from "#shared/catalogue/search/retrieve.ts";

/** One process, one provider: milliseconds of its first request, with everything that is read for it, and how many types it found. */
const [provider = ""] = process.argv.slice(2);
const started = performance.now();
const search = searchIn(catalogueOf(packedCatalogues()), factsOf(packedFacts()), packedIndexes());
const { length: found } = search.retrieve("a container service", { types: 40, tokens: 1_000_000, provider });
console.log(JSON.stringify({ ms: performance.now() - started, found }));
