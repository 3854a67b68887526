import { parse } from "@cdktf/hcl2json";
import { isJsonObject, type Json, type JsonObject } from "#shared/core/json.ts";

/** What Terraform reads as a bare name and not as a template. */
const BARE = new Set(["depends_on", "type", "ignore_changes"]);

/** The program itself as Terraform JSON in this harness's environment, which says nothing of typed data. */
export async function referenceJson(hcl: string): Promise<JsonObject> {
  const { terraform: _terraform, provider: _provider, ...json } = (await parse("main.tf", hcl)) as JsonObject;
  const required = { aws: { source: "hashicorp/aws" } };
  return { ...(bare(json) as JsonObject), terraform: { required_providers: required } };
}

function bare(value: Json, key = ""): Json {
  if (typeof value === "string" && BARE.has(key)) return value.replace(/^\$\{(.*)\}$/, "$1");
  if (Array.isArray(value)) return value.map((one) => bare(one, key));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, bare(member, name)]));
}
