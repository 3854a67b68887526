import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { runProcess } from "#shared/adapters/process.ts";
import { ProviderSchema } from "#shared/catalogue/overlay.ts";
import type { ProviderFacts } from "#shared/core/catalogue.ts";
import type { Json, JsonObject } from "#shared/core/json.ts";

/** Where Terraform itself looks for providers that nobody downloads. */
const PLUGINS = join(homedir(), ".terraform.d", "plugins");

const Schemas = z.object({ provider_schemas: z.record(z.string(), z.unknown()) });

/** The flags and bounds of one provider, as its binary states them; null where this machine holds no such version. */
export async function schemaOf(facts: ProviderFacts, plugins?: string): Promise<ProviderSchema | null> {
  const schema = await rawSchemaOf(facts, plugins);
  return schema === null ? null : ProviderSchema.parse(schema);
}

/** The real schema of one provider, asked from its binary; null where this machine holds no such version. */
export async function rawSchemaOf(facts: ProviderFacts, plugins?: string): Promise<unknown> {
  const answer = await withProvider(facts, plugins, (provider) => provider.ask({}, "providers", "schema"));
  const { provider_schemas: schemas } = Schemas.parse(answer ?? { provider_schemas: {} });
  return schemas[`registry.terraform.io/${facts.source}`] ?? null;
}

export interface Provider {
  /** What Terraform answers, as JSON, about a document that uses the provider. */
  ask(document: JsonObject, ...command: string[]): Promise<unknown>;
}

/** Terraform with one provider that lies in `plugins`, in a directory of its own; null where it does not. Nothing is downloaded. */
export async function withProvider<T>(
  { source, version }: ProviderFacts,
  plugins: string = PLUGINS,
  work: (provider: Provider) => Promise<T>,
): Promise<T | null> {
  if (!existsSync(join(plugins, "registry.terraform.io", source, version))) return null;
  const cwd = mkdtempSync(join(tmpdir(), "catalogue-"));
  const name = source.slice(source.indexOf("/") + 1);
  const terraform = { required_providers: { [name]: { source, version } } };
  const run = (...args: string[]) =>
    runProcess("terraform", args, { cwd, env: { PATH: process.env.PATH ?? "" } });
  const write = (document: Json) =>
    writeFileSync(join(cwd, "main.tf.json"), JSON.stringify(document, null, 1));
  try {
    write({ terraform });
    await run("init", `-plugin-dir=${plugins}`);
    return await work({
      async ask(document, ...command) {
        write({ terraform, ...document });
        const { stdout } = await run(...command, "-json");
        return JSON.parse(stdout);
      },
    });
  } finally {
    rmSync(cwd, { recursive: true });
  }
}
