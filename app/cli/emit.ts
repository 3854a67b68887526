import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { packedCatalogues } from "#shared/adapters/catalogue.ts";
import { readTree } from "#shared/adapters/read-tree.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import { checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import { parseJson } from "#shared/core/parse.ts";
import { TypedChange } from "#shared/core/typed-change.ts";
import { emitChange } from "../emit/emit-change.ts";
import { addressesIn } from "../emit/stack-parts.ts";

const USAGE = "usage: code-engine emit [--root DIR] [--region REGION] [--json] < change.json";

/** A typed change from standard input as TypeScript: what is new or differs, on standard output. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      root: { type: "string" },
      region: { type: "string", default: "eu-central-1" },
      json: { type: "boolean", default: false },
    },
  });
  if (positionals.length > 0) {
    console.error(USAGE);
    return 2;
  }
  const asked = parseJson(TypedChange, await text(process.stdin), "emit/unreadable-change");
  const emitted = await emit(asked, values);
  if (emitted === null) return 1;
  if (values.json) console.log(JSON.stringify(emitted));
  else for (const [path, code] of Object.entries(emitted)) console.log(`// ${path}\n${code}`);
  return 0;
}

/** Null when the catalogue holds something against the change; what it is goes to standard error. */
async function emit(asked: TypedChange, place: { root?: string | undefined; region: string }) {
  const catalogue = catalogueOf(packedCatalogues());
  const folder = `stacks/${asked.stack}`;
  const files = place.root === undefined ? {} : await readTree(place.root, folder);
  const path = `${folder}/${asked.stack}.ts`;
  const code = files[path];
  const read = (wanted: string) => files[wanted] ?? null;
  const existing = code === undefined ? [] : addressesIn({ path, text: code, catalogue, read });
  const { change, findings } = checkTypedChange(asked, { catalogue, existing });
  for (const found of findings) {
    console.error(`${found.rule}: ${found.resource} ${found.path}: ${found.message}`);
  }
  if (findings.length > 0) return null;
  return emitChange({
    change,
    catalogue,
    folder,
    provider: { name: "aws", region: place.region },
    read,
  });
}
