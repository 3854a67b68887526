import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import type { ProviderFacts } from "../core/catalogue.ts";

const DATA = new URL("../catalogue/data/", import.meta.url);

interface PackedFile {
  readonly name: string;
  readonly facts: ProviderFacts;
  read(): string;
}

/** The committed catalogue of every provider: what `catalogueOf` reads. Nothing is decompressed before it is read. */
export function packedCatalogues(): PackedFile[] {
  const providers: Record<string, ProviderFacts> = JSON.parse(
    readFileSync(new URL("providers.json", DATA), "utf8"),
  );
  return Object.entries(providers).map(([name, facts]) => ({
    name,
    facts,
    read: () => unpacked(new URL(`${name}.br`, DATA)),
  }));
}

/** Larger than any of the texts: smaller pieces would be copied together. */
const WHOLE = { chunkSize: 4 * 1024 * 1024 };

/** One byte a character: the texts are ASCII, and a tenth of a second is saved by not looking for more. */
function unpacked(file: URL): string {
  return brotliDecompressSync(readFileSync(file), WHOLE).toString("latin1");
}

interface PackedText {
  readonly name: string;
  read(): string;
}

/** The committed facts about each provider: what `factsOf` reads. */
export function packedFacts(): PackedText[] {
  return packedTexts("facts/");
}

/** What retrieval knows of each provider: what `searchIn` reads. */
export function packedIndexes(): PackedText[] {
  return packedTexts("search/");
}

function packedTexts(name: string): PackedText[] {
  const folder = new URL(name, DATA);
  return readdirSync(folder).map((file) => ({
    name: basename(file, ".br"),
    read: () => unpacked(new URL(file, folder)),
  }));
}
