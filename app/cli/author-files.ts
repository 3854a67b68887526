import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Catalogue } from "#shared/core/catalogue.ts";
import { ChangeDocument } from "#shared/core/change-document.ts";
import { CLOUDS, type Cloud } from "#shared/core/clouds.ts";
import { Contract } from "#shared/core/contract.ts";
import { parseJson } from "#shared/core/parse.ts";
import type { TypedChange } from "#shared/core/typed-change.ts";
import { emitChange } from "../emit/emit-change.ts";

/** The TypeScript of the change, new or spliced into what is there. */
export function writeFiles(
  folder: string,
  { change, cloud, region }: { change: TypedChange; cloud: Cloud; region: string },
  catalogue: Catalogue,
): void {
  const files = emitChange({
    change,
    folder,
    catalogue,
    provider: { name: CLOUDS[cloud].provider, region },
    read: (path) => (existsSync(path) ? readFileSync(path, "utf8") : null),
  });
  mkdirSync(folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    writeFileSync(path, text);
    console.error(path);
  }
}

export function readDocument(file: string): ChangeDocument {
  return parseJson(ChangeDocument, readFileSync(file, "utf8"), "author/document-unreadable");
}

/** The promises that lie beside a stack. */
export function readContracts(stack: string): Contract[] {
  const folder = join(stack, "contract");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) =>
      parseJson(Contract, readFileSync(join(folder, file), "utf8"), "author/contract-unreadable"),
    );
}
