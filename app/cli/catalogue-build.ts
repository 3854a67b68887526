import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type BindingSource, extractType } from "#shared/catalogue/extract.ts";
import type { ProviderFacts, ResourceType } from "#shared/core/catalogue.ts";
import { PipelineError } from "#shared/core/error.ts";

export interface Bindings {
  /** Local name of the provider: `aws`. */
  readonly name: string;
  readonly facts: ProviderFacts;
  readonly types: readonly ResourceType[];
}

/** Everything that one folder of prebuilt bindings (`node_modules/@cdktf/provider-aws`) offers. */
export function readBindings(root: string): Bindings {
  const folders = readdirSync(join(root, "lib"), { withFileTypes: true }).filter((f) => f.isDirectory());
  const found = folders
    .map((folder) => extractType(readFolder(root, folder.name)))
    .filter((type) => type !== null);
  const provider = readProvider(root);
  const types = found.filter((type) => type.module !== provider.module);
  return { name: provider.type, facts: factsOf(root, provider), types };
}

/** What the provider itself may be configured with, as a type of its local name. */
export function readProvider(root: string): ResourceType {
  const provider = extractType(readFolder(root, "provider"));
  if (provider !== null) return provider;
  throw new PipelineError("catalogue/no-provider", `${root} has no provider class.`, {
    next: "Name the folder of a prebuilt CDKTF provider.",
  });
}

function readFolder(root: string, folder: string): BindingSource {
  const path = join(root, "lib", folder);
  const files = readdirSync(path, { recursive: true, encoding: "utf8" }).sort();
  const read = (end: string) =>
    files
      .filter((file) => file.endsWith(end))
      .map((file) => readFileSync(join(path, file), "utf8"))
      .join("\n");
  const module = `@cdktf/${basename(root)}/lib/${folder}/index.js`;
  return { module, script: read(".js"), declarations: read(".d.ts") };
}

function factsOf(root: string, provider: ResourceType): ProviderFacts {
  const script = readFileSync(join(root, "lib", "provider", "index.js"), "utf8");
  const source = /terraformProviderSource: '([^']+)'/.exec(script)?.[1] ?? provider.type;
  return {
    source: source.includes("/") ? source : `hashicorp/${source}`,
    version: /providerVersion: '([^']+)'/.exec(script)?.[1] ?? "",
    module: provider.module,
    className: provider.className,
    bindings: JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version,
  };
}
