import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packedCatalogues } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import { overlay } from "#shared/catalogue/overlay.ts";
import { packTypes } from "#shared/catalogue/pack.ts";
import type { Slips } from "#shared/catalogue/probe-answers.ts";
import { slipsOf, withSlips } from "#shared/catalogue/probe-overlay.ts";
import type { Catalogue, ProviderFacts, ResourceType } from "#shared/core/catalogue.ts";
import { readBindings } from "./catalogue-build.ts";
import { keyOf, probe } from "./catalogue-probe.ts";
import { schemaOf } from "./catalogue-schema.ts";
import { compressed } from "./compressed.ts";

const DATA = "app/shared/catalogue/data";
const BINDINGS = "node_modules/@cdktf";

export interface BuildOptions {
  /** Folder of provider binaries. */
  readonly plugins: string | undefined;
  /** Asks each binary anew for values, ranges and rules; else those of the committed catalogue are kept. */
  readonly isProbed: boolean;
}

/** Writes the committed catalogue of every installed provider; the real schema overlays where `plugins` holds the binary. */
export async function writeCatalogues({ plugins, isProbed }: BuildOptions): Promise<void> {
  const committed = catalogueOf(packedCatalogues());
  const providers: Record<string, ProviderFacts> = {};
  for (const folder of readdirSync(BINDINGS).filter((name) => name.startsWith("provider-"))) {
    const { name, facts, types } = readBindings(join(BINDINGS, folder));
    const schema = await schemaOf(facts, plugins);
    const whole = schema === null ? types : types.map((type) => overlay(type, schema));
    const probed = isProbed ? await probe(whole, facts, plugins) : null;
    const slips = probed ?? keptSlips(whole, { facts, committed, name });
    const text = packTypes(whole.map((type) => withSlips(type, slips.get(keyOf(type)) ?? slipsOf(type))));
    const bytes = compressed(text);
    writeFileSync(join(DATA, `${name}.br`), bytes);
    providers[name] = facts;
    const source = schema === null ? "bindings alone" : "bindings and the provider's schema";
    console.log(`${name} ${facts.version}: ${types.length} types, ${bytes.length} bytes, from ${source}`);
  }
  writeFileSync(join(DATA, "providers.json"), `${JSON.stringify(providers, null, 2)}\n`);
}

interface Kept {
  readonly name: string;
  readonly facts: ProviderFacts;
  readonly committed: Catalogue;
}

/** What an earlier probe of the same version found. */
function keptSlips(
  types: readonly ResourceType[],
  { name, facts, committed }: Kept,
): ReadonlyMap<string, Slips> {
  if (committed.providers[name]?.version !== facts.version) return new Map();
  const found = types.flatMap((type) => committed.find(type.type, type.mode) ?? []);
  return new Map(found.map((type) => [keyOf(type), slipsOf(type)]));
}
