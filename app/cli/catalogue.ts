import { parseArgs } from "node:util";
import { packedCatalogues } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import { buildFacts } from "./catalogue-facts.ts";
import { findTypes } from "./catalogue-find.ts";
import { writeIndexes } from "./catalogue-index.ts";
import { writeCatalogues } from "./catalogue-write.ts";

const USAGE = `usage: code-engine catalogue
       code-engine catalogue show TYPE [--data]
       code-engine catalogue find "REQUEST" [--tokens N] [--types N] [--provider NAME]
       code-engine catalogue build [--plugins DIR [--probe]]
       code-engine catalogue facts --docs DIR --out FILE
       code-engine catalogue index`;

/** What providers offer: their versions, one type with `show`, the types that belong to a request with `find`; `build`, `facts` and `index` make the committed data, from the installed bindings, from a documented package, and from these two. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      data: { type: "boolean", default: false },
      plugins: { type: "string" },
      probe: { type: "boolean", default: false },
      docs: { type: "string" },
      out: { type: "string" },
      tokens: { type: "string", default: "12000" },
      types: { type: "string", default: "40" },
      provider: { type: "string", default: "aws" },
    },
  });
  const [verb, type] = positionals;
  if (verb === undefined) return versions();
  if (verb === "show" && type !== undefined) return show(type, values.data ? "data" : "managed");
  if (verb === "find" && type !== undefined) {
    const { tokens, types, provider } = values;
    return findTypes(type, { tokens: Number(tokens), types: Number(types), provider });
  }
  if (verb === "build") {
    await writeCatalogues({ plugins: values.plugins, isProbed: values.probe });
    return 0;
  }
  if (verb === "index") return writeIndexes();
  return verb === "facts" ? facts(values) : usage();
}

function usage(): number {
  console.error(USAGE);
  return 2;
}

function facts({ docs, out }: { docs?: string | undefined; out?: string | undefined }): number {
  if (docs === undefined || out === undefined) return usage();
  console.log(`${buildFacts({ docs, out }, catalogueOf(packedCatalogues()))} types`);
  return 0;
}

function versions(): number {
  const catalogue = catalogueOf(packedCatalogues());
  console.table(
    Object.entries(catalogue.providers).map(([provider, { source, version, bindings }]) => ({
      provider,
      source,
      version,
      bindings,
      resources: catalogue.types({ provider }).length,
      "data sources": catalogue.types({ provider, mode: "data" }).length,
    })),
  );
  return 0;
}

function show(type: string, mode: "managed" | "data"): number {
  const found = catalogueOf(packedCatalogues()).find(type, mode);
  console.log(found === null ? `catalogue/unknown-type: ${type}` : JSON.stringify(found, null, 2));
  return found === null ? 1 : 0;
}
