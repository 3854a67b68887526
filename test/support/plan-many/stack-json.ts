import { isJsonObject, type Json, type JsonObject } from "#shared/core/json.ts";

/** What a stack's Terraform JSON says about its providers. */
export interface StackShape {
  /** Null where nothing names one. */
  readonly region: string | null;
  /** Can be a child module: no provider block says more than a region, nothing in it belongs to a root. */
  readonly isModule: boolean;
  /** Full sources. */
  readonly providers: readonly string[];
}

const ROOT_ONLY = ["import", "ephemeral", "module"];

export function shapeOf(json: JsonObject): StackShape {
  const blocks = providerBlocks(json);
  const regions = new Set(blocks.map((block) => block.region ?? null));
  const [region = null] = regions;
  const isPlain = blocks.every((block) => Object.keys(block).every((key) => key === "region"));
  return {
    region: typeof region === "string" && !region.includes("${") ? region : null,
    isModule:
      isPlain && regions.size < 2 && ROOT_ONLY.every((key) => json[key] === undefined) && !isComputed(region),
    providers: sourcesOf(json),
  };
}

function isComputed(region: Json): boolean {
  return typeof region === "string" && region.includes("${");
}

/** The blocks of every provider, whatever its name. */
export function providerBlocks(json: JsonObject): JsonObject[] {
  return Object.values(objectOf(json.provider)).flatMap(blocksOf);
}

/** The stack without what only a root may have: its backend and its providers. */
export function asModule(json: JsonObject): JsonObject {
  const { provider: _provider, "//": _comment, ...rest } = json;
  return { ...rest, terraform: { required_providers: requiredOf(json) } };
}

/** The stack with every AWS provider block kept off the network. */
export function asRoot(json: JsonObject, offline: JsonObject): JsonObject {
  const provider = Object.fromEntries(
    Object.entries(objectOf(json.provider)).map(([name, value]) => [
      name,
      name === "aws" ? blocksOf(value).map((block) => ({ ...offlineBlock(block), ...offline })) : value,
    ]),
  );
  return { ...asModule(json), provider: { aws: [offline], ...provider } };
}

/** A profile or a role would be looked for in the world. */
function offlineBlock({ profile: _profile, assume_role: _role, ...block }: JsonObject): JsonObject {
  return block;
}

function sourcesOf(json: JsonObject): string[] {
  return Object.entries(requiredOf(json)).map(([name, entry]) => {
    const source = isJsonObject(entry) && typeof entry.source === "string" ? entry.source : name;
    const parts = source.split("/");
    if (parts.length === 3) return source;
    return `registry.terraform.io/${parts.length === 2 ? source : `hashicorp/${source}`}`;
  });
}

function requiredOf(json: JsonObject): JsonObject {
  const terraform = blocksOf(json.terraform ?? null);
  const required = terraform.flatMap((block) => blocksOf(block.required_providers ?? null));
  return Object.assign({}, ...required) as JsonObject;
}

function blocksOf(value: Json | undefined): JsonObject[] {
  return (Array.isArray(value) ? value : [value ?? null]).filter(isJsonObject);
}

function objectOf(value: Json | undefined): JsonObject {
  return Object.assign({}, ...blocksOf(value)) as JsonObject;
}
