import { packedCatalogues } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";

/** One process, one provider: reads its catalogue, one entry, and a hundred more; milliseconds and memory to standard output. */
const [provider = "", type = ""] = process.argv.slice(2);
const before = process.resourceUsage().maxRSS;
const started = performance.now();
const catalogue = catalogueOf(packedCatalogues());
const first = catalogue.find(type);
const loadMs = performance.now() - started;
const names = catalogue.types({ provider }).slice(0, 100);
const again = performance.now();
for (const name of names) catalogue.find(name);
const nextMs = (performance.now() - again) / names.length;
const { maxRSS } = process.resourceUsage();
const addedMb = (maxRSS - before) / 1024;
console.log(JSON.stringify({ found: first !== null, loadMs, nextMs, addedMb, rssMb: maxRSS / 1024 }));
