import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { runProcess } from "#shared/adapters/process.ts";
import { ProviderSchema } from "#shared/catalogue/overlay.ts";
import type { ProviderFacts } from "#shared/core/catalogue.ts";

/** Where Terraform itself looks for providers that nobody downloads. */
const PLUGINS = join(homedir(), ".terraform.d", "plugins");

/** The flags and bounds of one provider, as its binary states them; null where this machine holds no such version. */
export async function schemaOf(facts: ProviderFacts, plugins?: string): Promise<ProviderSchema | null> {
  const schema = await rawSchemaOf(facts, plugins);
  return schema === null ? null : ProviderSchema.parse(schema);
}

/**
 * The real schema of one provider, asked from its binary; null where this machine holds no such version. Nothing is downloaded:
 * only what lies in `plugins` counts.
 */
export async function rawSchemaOf(
  { source, version }: ProviderFacts,
  plugins: string = PLUGINS,
): Promise<unknown> {
  const address = `registry.terraform.io/${source}`;
  if (!existsSync(join(plugins, address, version))) return null;
  const cwd = mkdtempSync(join(tmpdir(), "catalogue-"));
  try {
    const required_providers = { provider: { source, version } };
    writeFileSync(join(cwd, "main.tf.json"), JSON.stringify({ terraform: { required_providers } }));
    const terraform = (...args: string[]) =>
      runProcess("terraform", args, { cwd, env: { PATH: process.env.PATH ?? "" } });
    await terraform("init", `-plugin-dir=${plugins}`);
    const { stdout } = await terraform("providers", "schema", "-json");
    return JSON.parse(stdout).provider_schemas[address];
  } finally {
    rmSync(cwd, { recursive: true });
  }
}
