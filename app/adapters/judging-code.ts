import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const FOLDERS = ["app/experts", "app/shared", "policies"];
/** The modules as they run; what a catalogue knows judges nothing here. */
const JUDGING = /(?:[.]ts|bundle[.]wasm)$/;
const CATALOGUE = /^app\/shared\/catalogue\//;

/** SHA-256 (hex) over the path and the bytes of every file that judges: a release that may judge otherwise has another one. */
export function judgingCode(root = ROOT): string {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path}`),
  );
  const digest = createHash("sha256");
  for (const file of files.filter((path) => JUDGING.test(path) && !CATALOGUE.test(path)).sort()) {
    const bytes = readFileSync(join(root, file));
    digest.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return digest.digest("hex");
}
