import type { ProviderUse } from "../core/change-document.ts";
import { isJsonObject, type Json, type JsonObject } from "../core/json.ts";
import { blocksOf, labelled, without } from "./blocks.ts";

/** The provider's full source, as a plan names it. */
export function providerOf(type: string, body: JsonObject, json: JsonObject): string {
  const chosen = typeof body.provider === "string" ? plain(body.provider) : type;
  const [local = ""] = chosen.split(/[._]/);
  return local === "terraform" ? "terraform.io/builtin/terraform" : sourceOf(local, json);
}

function sourceOf(local: string, json: JsonObject): string {
  const required = requiredProvider(local, json);
  const source = typeof required.source === "string" ? required.source : local;
  const full = source.includes("/") ? source : `hashicorp/${source}`;
  return full.split("/").length > 2 ? full : `registry.terraform.io/${full}`;
}

function requiredProvider(local: string, json: JsonObject): JsonObject {
  const all = blocksOf(json.terraform).flatMap((block) => blocksOf(block.required_providers));
  const found = all.map((block) => block[local]).find(isJsonObject);
  return found ?? {};
}

/** How the providers are configured, aliases included. */
export function providerUses(json: JsonObject): ProviderUse[] {
  return labelled(json.provider, 1).map(({ labels, body }) => {
    const [local = ""] = labels;
    const { alias, ...settings } = without(body, "//");
    const { version } = requiredProvider(local, json);
    return {
      name: typeof alias === "string" ? `${local}.${alias}` : local,
      source: sourceOf(local, json),
      version: typeof version === "string" ? version : "",
      arguments: settings,
    };
  });
}

/** An address that stands alone in an expression: `${aws.west}` is `aws.west`. */
export function plain(value: Json | undefined): string {
  return typeof value === "string" ? value.replace(/^\$\{(.*)\}$/, "$1") : "";
}
