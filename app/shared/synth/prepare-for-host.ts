import type { Cloud } from "../core/clouds.ts";
import { PipelineError } from "../core/error.ts";
import { isJsonObject, type Json, type JsonObject } from "../core/json.ts";
import { blocksOf, labelled, without } from "./blocks.ts";
import { type Guarded, guardOf } from "./provider-guard.ts";

export interface Host {
  /** `owner/name`. */
  readonly repository: string;
  readonly stack: string;
  /** AWS where none is said. */
  readonly cloud?: Cloud;
  /** The only account that the cloud's providers may find themselves in. */
  readonly account: string;
  /** For providers that name no region. */
  readonly region?: string;
}

/**
 * Terraform JSON as the host plans it: its own backend, its tag and account on every provider of its cloud, full provider sources,
 * and nothing that depends on the directory in which it was synthesised. Repeating it changes nothing.
 */
export function prepareForHost(json: Json, host: Host): Json {
  if (!isJsonObject(json)) throw unreadable("The synthesised JSON is not an object.");
  const prepared: JsonObject = without(json, "//");
  for (const section of ["resource", "data"]) {
    if (section in prepared) prepared[section] = withoutComments(prepared[section]);
  }
  const guarded = guardOf(host);
  refuseOthers(prepared, guarded);
  refuseOwnTag(prepared, guarded);
  prepared.terraform = terraformBlock(prepared.terraform);
  const provider = providers(prepared, guarded);
  if (Object.keys(provider).length > 0) prepared.provider = provider;
  return prepared;
}

function withoutComments(section: Json | undefined): JsonObject {
  const cleaned: Record<string, JsonObject> = {};
  for (const { labels, body } of labelled(section, 2)) {
    const [type = "", name = ""] = labels;
    const named = cleaned[type] ?? {};
    if (Object.hasOwn(named, name)) throw unreadable(`${type}.${name} is there twice.`);
    cleaned[type] = { ...named, [name]: without(body, "//") };
  }
  return cleaned;
}

function terraformBlock(terraform: Json | undefined): JsonObject {
  const merged = Object.assign({}, ...blocksOf(terraform)) as JsonObject;
  const required = Object.assign({}, ...blocksOf(merged.required_providers)) as JsonObject;
  const sources = Object.entries(required).map(([name, entry]) => [name, withFullSource(name, entry)]);
  return {
    ...without(merged, "//"),
    backend: { local: { path: "terraform.tfstate" } },
    ...(sources.length === 0 ? {} : { required_providers: Object.fromEntries(sources) }),
  };
}

/** CDKTF writes `aws` where Terraform means `hashicorp/aws`. */
function withFullSource(name: string, entry: Json): Json {
  const described = isJsonObject(entry) ? entry : { version: entry };
  const source = typeof described.source === "string" ? described.source : name;
  return { ...described, source: source.includes("/") ? source : `hashicorp/${source}` };
}

function providers(json: JsonObject, { provider, configured: guard }: Guarded): JsonObject {
  const configured: Record<string, JsonObject[]> = {};
  for (const { labels, body } of labelled(json.provider, 1)) {
    const [name = ""] = labels;
    const own = without(body, "//");
    configured[name] = [...(configured[name] ?? []), name === provider ? guard(own) : own];
  }
  const hasDefault = (configured[provider] ?? []).some((body) => !("alias" in body));
  if (!hasDefault && uses(json, provider))
    configured[provider] = [guard({}), ...(configured[provider] ?? [])];
  return configured;
}

function uses(json: JsonObject, provider: string): boolean {
  const types = [...labelled(json.resource, 2), ...labelled(json.data, 2)];
  return types.some(({ labels }) => labels[0]?.startsWith(`${provider}_`));
}

/** What lies in a cloud that is not the environment's has no account that it could be held to. */
function refuseOthers(json: JsonObject, { cloud, others }: Guarded): void {
  const isConfigured = (name: string) => labelled(json.provider, 1).some(({ labels }) => labels[0] === name);
  const stranger = others.find((name) => uses(json, name) || isConfigured(name));
  if (stranger === undefined) return;
  throw new PipelineError(
    "synth/other-cloud",
    `The stack uses ${stranger}, and its environment is ${cloud}.`,
    {
      next: `Move what is of ${stranger} to a stack whose environment lies there.`,
    },
  );
}

function refuseOwnTag(json: JsonObject, { tags: { key, at } }: Guarded): void {
  for (const { labels, body } of labelled(json.resource, 2)) {
    const tags = body[at] ?? {};
    if (!isJsonObject(tags) || !(key in tags)) continue;
    throw new PipelineError("synth/tag-reserved", `${labels.join(".")} sets the tag ${key} itself.`, {
      next: `Remove the tag ${key}: the host writes it.`,
    });
  }
}

function unreadable(message: string): PipelineError {
  return new PipelineError("synth/not-preparable", message, {
    next: "Write what is named as plain values, once.",
  });
}
