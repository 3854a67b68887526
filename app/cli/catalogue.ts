import { parseArgs } from "node:util";
import { packedCatalogues } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/codec.ts";
import { buildCatalogue } from "./catalogue-build.ts";

const USAGE = `usage: code-engine catalogue show TYPE [--data]
       code-engine catalogue build --bindings DIR [--schema FILE] --out FILE`;

/** What providers offer: `show` prints one type, `build` makes the packed file from a provider's bindings. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      data: { type: "boolean", default: false },
      bindings: { type: "string" },
      schema: { type: "string" },
      out: { type: "string" },
    },
  });
  const [verb, type] = positionals;
  if (verb === "show" && type !== undefined) return show(type, values.data ? "data" : "managed");
  if (verb === "build" && values.bindings !== undefined && values.out !== undefined) {
    const { bindings, schema, out } = values;
    console.log(`${buildCatalogue({ bindings, schema, out })} types`);
    return 0;
  }
  console.error(USAGE);
  return 2;
}

function show(type: string, mode: "managed" | "data"): number {
  const found = catalogueOf(packedCatalogues()).find(type, mode);
  console.log(found === null ? `catalogue/unknown-type: ${type}` : JSON.stringify(found, null, 2));
  return found === null ? 1 : 0;
}
