import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { packTypes } from "#shared/catalogue/codec.ts";
import { overlay } from "#shared/catalogue/overlay.ts";
import type { ProviderFacts } from "#shared/core/catalogue.ts";
import { readBindings } from "./catalogue-build.ts";
import { schemaOf } from "./catalogue-schema.ts";

const DATA = "app/shared/catalogue/data";
const BINDINGS = "node_modules/@cdktf";

/** Writes the committed catalogue of every installed provider; the real schema overlays where `plugins` holds the binary. */
export async function writeCatalogues(plugins: string | undefined): Promise<void> {
  const providers: Record<string, ProviderFacts> = {};
  for (const folder of readdirSync(BINDINGS).filter((name) => name.startsWith("provider-"))) {
    const { name, facts, types } = readBindings(join(BINDINGS, folder));
    const schema = await schemaOf(facts, plugins);
    const text = packTypes(schema === null ? types : types.map((type) => overlay(type, schema)));
    const bytes = compressed(text);
    writeFileSync(join(DATA, `${name}.br`), bytes);
    providers[name] = facts;
    const source = schema === null ? "bindings alone" : "bindings and the provider's schema";
    console.log(`${name} ${facts.version}: ${types.length} types, ${bytes.length} bytes, from ${source}`);
  }
  writeFileSync(join(DATA, "providers.json"), `${JSON.stringify(providers, null, 2)}\n`);
}

function compressed(text: string): Buffer {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants;
  const params = {
    [BROTLI_PARAM_QUALITY]: 11,
    [BROTLI_PARAM_LGWIN]: 24,
    [BROTLI_PARAM_SIZE_HINT]: text.length,
  };
  return brotliCompressSync(text, { params });
}
