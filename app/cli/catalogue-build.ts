import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { packCatalogue } from "#shared/catalogue/codec.ts";
import { extractType } from "#shared/catalogue/extract.ts";
import { overlay, ProviderSchema } from "#shared/catalogue/overlay.ts";
import type { ResourceType } from "#shared/core/catalogue.ts";
import { PipelineError } from "#shared/core/error.ts";

/** Builds the packed catalogue of one provider from its bindings and, where it can be had, its schema. */
export function buildCatalogue(job: { bindings: string; schema: string | undefined; out: string }): number {
  const name = basename(job.bindings);
  const folders = readdirSync(join(job.bindings, "lib"), { withFileTypes: true }).filter((f) =>
    f.isDirectory(),
  );
  const found = folders
    .map((folder) => readFolder(job.bindings, { package: `@cdktf/${name}`, folder: folder.name }))
    .filter((type) => type !== null);
  const provider = found.find((type) => type.module.endsWith("/provider/index.js"));
  if (provider === undefined) {
    throw new PipelineError("catalogue/no-provider", `${job.bindings} has no provider class.`, {
      next: "Name the folder of a prebuilt CDKTF provider.",
    });
  }
  const schema = job.schema === undefined ? null : readSchema(job.schema, provider.type);
  const types = found.filter((type) => type !== provider);
  const header = { providers: { [provider.type]: describe(job.bindings, provider) } };
  const text = packCatalogue(header, schema === null ? types : types.map((type) => overlay(type, schema)));
  writeFileSync(job.out, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  return types.length;
}

function readFolder(bindings: string, place: { package: string; folder: string }): ResourceType | null {
  const root = join(bindings, "lib", place.folder);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).sort();
  const read = (end: string) =>
    files.filter((file) => file.endsWith(end)).map((file) => readFileSync(join(root, file), "utf8"));
  return extractType({
    module: `${place.package}/lib/${place.folder}/index.js`,
    script: read(".js").join("\n"),
    declarations: read(".d.ts").join("\n"),
  });
}

function describe(bindings: string, provider: ResourceType) {
  const script = readFileSync(join(bindings, "lib", "provider", "index.js"), "utf8");
  const version = /providerVersion: '([^']+)'/.exec(script)?.[1] ?? "";
  const source = /terraformProviderSource: '([^']+)'/.exec(script)?.[1] ?? provider.type;
  return {
    source: source.includes("/") ? source : `hashicorp/${source}`,
    version,
    module: provider.module,
    className: provider.className,
  };
}

function readSchema(file: string, provider: string): ProviderSchema | null {
  const { provider_schemas: schemas } = JSON.parse(readFileSync(file, "utf8"));
  const key = Object.keys(schemas).find((source) => source.endsWith(`/${provider}`));
  return key === undefined ? null : ProviderSchema.parse(schemas[key]);
}
