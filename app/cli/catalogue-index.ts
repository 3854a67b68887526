import { writeFileSync } from "node:fs";
import { packedCatalogues, packedFacts } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import { factsOf } from "#shared/catalogue/facts/pack.ts";
import { packIndex } from "#shared/catalogue/search/search-index.ts";
import { compressed } from "./compressed.ts";

const FOLDER = "app/shared/catalogue/data/search";

/** Writes what retrieval reads of every provider, from the committed catalogue and facts; 0, always. */
export function writeIndexes(): number {
  const known = { catalogue: catalogueOf(packedCatalogues()), facts: factsOf(packedFacts()) };
  for (const provider of Object.keys(known.catalogue.providers)) {
    const bytes = compressed(packIndex(provider, known));
    writeFileSync(`${FOLDER}/${provider}.br`, bytes);
    console.log(`${provider}: ${bytes.length} bytes`);
  }
  return 0;
}
