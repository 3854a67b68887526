import { createHmac } from "node:crypto";
import { canonicalJson, isJsonObject, type Json, type JsonObject } from "../core/json.ts";
import type { ReviewedPlan } from "../core/sealed-review.ts";
import type { Plan, PlannedResource } from "./plan.ts";

/** What has to be the same at review and at apply, besides the plan itself. */
export type Circumstances = Pick<
  ReviewedPlan,
  "stack" | "environment" | "account" | "region" | "policyDigest" | "lockFileDigest" | "toolVersions"
>;

/** What a plan would do, in one order, with every sensitive value replaced by its keyed hash. */
export interface Effect {
  readonly circumstances: Circumstances;
  readonly providers: Readonly<Record<string, Json>>;
  readonly resources: Readonly<Record<string, JsonObject>>;
  readonly outputs: Readonly<Record<string, JsonObject>>;
}

/**
 * What this plan would do. Order, timestamps, comments, drift and resources that stay as they are do not count; every
 * action, value, move, import, provisioner and provider argument does.
 */
export function effectOf(plan: Plan, circumstances: Circumstances, key: Uint8Array): Effect {
  const changes = plan.resource_changes.filter(hasEffect);
  const outputs = Object.entries(plan.output_changes).filter(([, change]) => !isNoOp(change.actions));
  return {
    circumstances,
    providers: providersOf(plan, key),
    resources: Object.fromEntries(
      changes.map((change) => [label(change), resourceEffect(change, plan, key)]),
    ),
    outputs: Object.fromEntries(
      outputs.map(([name, change]) => [name, valuesOf(change, `output.${name}`, key)]),
    ),
  };
}

function hasEffect({ change, previous_address }: PlannedResource): boolean {
  return !isNoOp(change.actions) || change.importing !== undefined || previous_address !== undefined;
}

function isNoOp(actions: readonly string[]): boolean {
  return actions.every((action) => action === "no-op");
}

/** An address can occur twice: the object that lives, and one that an earlier replacement left behind. */
function label({ address, deposed }: PlannedResource): string {
  return deposed === undefined ? address : `${address} (deposed ${deposed})`;
}

function resourceEffect(resource: PlannedResource, plan: Plan, key: Uint8Array): JsonObject {
  const { change } = resource;
  return {
    provider: resource.provider_name,
    ...valuesOf(change, resource.address, key),
    replacePaths: change.replace_paths.map(canonicalJson).sort(),
    importing: change.importing ?? null,
    previousAddress: resource.previous_address ?? null,
    provisioners: hashed(plan.provisionersOf(resource), `${resource.address} provisioners`, key),
  };
}

type Values = PlannedResource["change"];

function valuesOf(
  change: Omit<Values, "replace_paths" | "importing">,
  at: string,
  key: Uint8Array,
): JsonObject {
  const masked = (value: Json, mask: Json) => hideSensitive({ value, mask, at }, key);
  return {
    actions: change.actions,
    before: masked(change.before, change.before_sensitive),
    after: masked(change.after, change.after_sensitive),
    unknown: trueOnly(change.after_unknown),
  };
}

interface Masked {
  readonly value: Json;
  readonly mask: Json;
  readonly at: string;
}

/** A keyed hash is bound to its place, so that equal secrets in two places do not look equal. */
function hideSensitive({ value, mask, at }: Masked, key: Uint8Array): Json {
  if (mask === true) return hashed(value, at, key);
  if (Array.isArray(value) && Array.isArray(mask)) {
    return value.map((item, index) =>
      hideSensitive({ value: item, mask: mask[index] ?? false, at: `${at}.${index}` }, key),
    );
  }
  if (!(isJsonObject(value) && isJsonObject(mask))) return value;
  const members = Object.entries(value).map(([name, item]): [string, Json] => [
    name,
    hideSensitive({ value: item, mask: mask[name] ?? false, at: `${at}.${name}` }, key),
  ]);
  return Object.fromEntries(members);
}

/** A mask without what it does not mark: Terraform writes `{}` and `{"a": false}` for the same thing. */
function trueOnly(mask: Json): Json {
  if (Array.isArray(mask)) {
    const items = mask.map(trueOnly);
    return items.every((item) => item === false) ? false : items;
  }
  if (!isJsonObject(mask)) return mask;
  const members = Object.entries(mask)
    .map(([name, item]): [string, Json] => [name, trueOnly(item)])
    .filter(([, item]) => item !== false);
  return members.length === 0 ? false : Object.fromEntries(members);
}

/** Provider arguments may hold credentials: they count, and are never shown. */
function providersOf(plan: Plan, key: Uint8Array): Record<string, Json> {
  const entries = Object.entries(plan.configuration.provider_config).map(([name, config]): [string, Json] => {
    const variables = plan.variablesIn(config);
    return [name, hashed({ config, variables }, `provider.${name}`, key)];
  });
  return Object.fromEntries(entries);
}

function hashed(value: Json, at: string, key: Uint8Array): Json {
  const mac = createHmac("sha256", key)
    .update(`${at}\n${canonicalJson(value)}`)
    .digest("hex");
  return { $hmac: mac };
}
