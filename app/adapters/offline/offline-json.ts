import { isJsonObject, type Json, type JsonObject } from "#shared/core/json.ts";

/** Fake keys, nothing that AWS would be asked for, and no second try of what cannot be reached. */
const AWS: JsonObject = {
  access_key: "offline",
  max_retries: 1,
  secret_key: "offline",
  skip_credentials_validation: true,
  skip_metadata_api_check: true,
  skip_region_validation: true,
  skip_requesting_account_id: true,
};
/** What would be looked up in the world. */
const WORLDLY = new Set(["profile", "assume_role", "allowed_account_ids", "forbidden_account_ids"]);

/** The stack as it is planned without its cloud: no backend, no import, and provider blocks that ask nobody. */
export function offlineJson(json: JsonObject): JsonObject {
  const { import: _import, provider, terraform, ...rest } = json;
  const { backend: _backend, ...settings } = isJsonObject(terraform) ? terraform : {};
  const blocks = isJsonObject(provider) ? provider : {};
  const offline = Object.entries(blocks).map(([name, given]) => [
    name,
    name === "aws" ? listOf(given).map(offlineBlock) : given,
  ]);
  // Terraform takes no section without anything in it.
  const configured = offline.length === 0 ? {} : { provider: Object.fromEntries(offline) };
  return { ...rest, terraform: settings, ...configured };
}

function offlineBlock(block: JsonObject): JsonObject {
  const kept = Object.entries(block).filter(([name]) => !WORLDLY.has(name));
  return { ...Object.fromEntries(kept), ...AWS };
}

function listOf(value: Json): JsonObject[] {
  return (Array.isArray(value) ? value : [value]).filter(isJsonObject);
}

/** A provider that a stack wants. */
export interface ProviderSource {
  /** In full: `registry.terraform.io/hashicorp/aws`. */
  readonly name: string;
  /** Null where any will do. */
  readonly version: string | null;
}

/** The providers that a prepared stack declares. */
export function sourcesOf(json: JsonObject): ProviderSource[] {
  const required = isJsonObject(json.terraform) ? json.terraform.required_providers : undefined;
  const entries = isJsonObject(required) ? Object.entries(required) : [];
  return entries.map(([name, entry]) => {
    const { source, version } = isJsonObject(entry) ? entry : {};
    const short = typeof source === "string" ? source : `hashicorp/${name}`;
    const exact = typeof version === "string" ? /^=?\s*(\d+\.\d+\.\d+)$/.exec(version)?.[1] : undefined;
    return {
      name: short.split("/").length === 3 ? short : `registry.terraform.io/${short}`,
      version: exact ?? null,
    };
  });
}
