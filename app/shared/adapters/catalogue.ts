import { readdirSync, readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";

const DATA = new URL("../catalogue/data/", import.meta.url);

/** The committed, packed text of every provider's catalogue: what `catalogueOf` reads. */
export function packedCatalogues(): string[] {
  return readdirSync(DATA)
    .filter((file) => file.endsWith(".br"))
    .map((file) => brotliDecompressSync(readFileSync(new URL(file, DATA))).toString("utf8"));
}
