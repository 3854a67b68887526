import { PipelineError } from "../core/error.ts";
import { isJsonObject, type Json, type JsonObject } from "../core/json.ts";
import { blocksOf, labelled, without } from "./blocks.ts";

export interface Host {
  /** `owner/name`. */
  readonly repository: string;
  readonly stack: string;
  /** The only account that providers may find themselves in. */
  readonly account: string;
  /** For providers that name no region. */
  readonly region?: string;
}

/** By this tag everything that a stack made can be found again in the cloud. It never changes, so it changes no resource. */
export const STACK_TAG = "code:stack";

/**
 * Terraform JSON as the host plans it: its own backend, its tag and account on every AWS provider, full provider sources, and
 * nothing that depends on the directory in which it was synthesised. Repeating it changes nothing.
 */
export function prepareForHost(json: Json, host: Host): Json {
  if (!isJsonObject(json)) throw unreadable("The synthesised JSON is not an object.");
  const prepared: JsonObject = without(json, "//");
  for (const section of ["resource", "data"]) {
    if (section in prepared) prepared[section] = withoutComments(prepared[section]);
  }
  refuseOwnTag(prepared);
  prepared.terraform = terraformBlock(prepared.terraform);
  const provider = providers(prepared, host);
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

function providers(json: JsonObject, host: Host): JsonObject {
  const configured: Record<string, JsonObject[]> = {};
  for (const { labels, body } of labelled(json.provider, 1)) {
    const [name = ""] = labels;
    const own = without(body, "//");
    configured[name] = [...(configured[name] ?? []), name === "aws" ? awsProvider(own, host) : own];
  }
  const hasDefault = (configured.aws ?? []).some((body) => !("alias" in body));
  if (!hasDefault && usesAws(json)) configured.aws = [awsProvider({}, host), ...(configured.aws ?? [])];
  return configured;
}

function usesAws(json: JsonObject): boolean {
  return [...labelled(json.resource, 2), ...labelled(json.data, 2)].some(({ labels }) =>
    labels[0]?.startsWith("aws_"),
  );
}

function awsProvider(body: JsonObject, host: Host): JsonObject {
  const tags = Object.assign({}, ...blocksOf(body.default_tags).map(readTags)) as JsonObject;
  const region = host.region === undefined || "region" in body ? {} : { region: host.region };
  return {
    ...body,
    ...region,
    allowed_account_ids: [host.account],
    default_tags: [{ tags: { ...tags, [STACK_TAG]: `${host.repository}/${host.stack}` } }],
  };
}

function readTags({ tags = {} }: JsonObject): JsonObject {
  if (isJsonObject(tags)) return tags;
  throw unreadable("The provider's default_tags are an expression, to which the host cannot add its tag.");
}

function refuseOwnTag(json: JsonObject): void {
  for (const { labels, body } of labelled(json.resource, 2)) {
    const { tags = {} } = body;
    if (!isJsonObject(tags) || !(STACK_TAG in tags)) continue;
    throw new PipelineError("synth/tag-reserved", `${labels.join(".")} sets the tag ${STACK_TAG} itself.`, {
      next: `Remove the tag ${STACK_TAG}: the host writes it.`,
    });
  }
}

function unreadable(message: string): PipelineError {
  return new PipelineError("synth/not-preparable", message, {
    next: "Write what is named as plain values, once.",
  });
}
