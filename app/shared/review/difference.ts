import { canonicalJson, isJsonObject, type Json } from "../core/json.ts";
import type { Circumstances, Effect } from "./effect.ts";
import { actionsOf, type Outline } from "./fingerprint.ts";

/** What differs between two effects, a sentence each and never a value; empty exactly when their fingerprints are equal. */
export function difference(reviewed: Effect, now: Effect): readonly string[] {
  return [
    ...circumstanceDifference(reviewed.circumstances, now.circumstances),
    ...providerDifference(reviewed, now),
    ...partDifference(reviewed.resources, now.resources),
    ...partDifference(prefixed(reviewed.outputs), prefixed(now.outputs)),
  ];
}

const CIRCUMSTANCES = {
  stack: "the stack",
  environment: "the environment",
  account: "the account",
  region: "the region",
  policyDigest: "the policies",
  lockFileDigest: "the provider lock file",
  toolVersions: "the tool versions",
} as const;

/** Where, with what and under which rules: a sentence for each that differs. */
export function circumstanceDifference(reviewed: Circumstances, now: Circumstances): readonly string[] {
  return Object.entries(CIRCUMSTANCES).flatMap(([key, words]) => {
    const before = canonicalJson(reviewed[key as keyof Circumstances]);
    const after = canonicalJson(now[key as keyof Circumstances]);
    return before === after ? [] : [`${words} differs: ${before} was reviewed, now it is ${after}`];
  });
}

/** The same in words from outlines alone: which resources are new, gone, or would change otherwise. */
export function outlineDifference(reviewed: Outline, now: Outline): readonly string[] {
  return namesOf(reviewed, now).flatMap((name) => {
    const [before, after] = [reviewed[name], now[name]];
    if (before === after) return [];
    const [was, is] = [before?.split(" ")[0] ?? "", after?.split(" ")[0] ?? ""];
    return [presence(name, was, is) ?? `${name}: the same action (${is}), with other values`];
  });
}

function presence(name: string, was: string, is: string): string | null {
  if (was === "") return `${name}: not in the reviewed plan, now ${is}`;
  if (is === "") return `${name}: reviewed as ${was}, no longer in the plan`;
  return was === is ? null : `${name}: reviewed as ${was}, now ${is}`;
}

function providerDifference(reviewed: Effect, now: Effect): readonly string[] {
  return namesOf(reviewed.providers, now.providers)
    .filter((name) => textOf(reviewed.providers[name]) !== textOf(now.providers[name]))
    .map((name) => `provider ${name}: its configuration differs`);
}

type Parts = Effect["resources"];

function prefixed(outputs: Parts): Parts {
  return Object.fromEntries(Object.entries(outputs).map(([name, output]) => [`output.${name}`, output]));
}

function partDifference(reviewed: Parts, now: Parts): readonly string[] {
  return namesOf(reviewed, now).flatMap((name) => {
    const [before, after] = [reviewed[name], now[name]];
    const words = presence(name, before ? actionsOf(before) : "", after ? actionsOf(after) : "");
    if (words !== null) return [words];
    return changedPaths(before ?? null, after ?? null).map((path) => `${name}: ${path} differs`);
  });
}

/** Dotted paths at which two values differ; a hidden value is one place. */
function changedPaths(before: Json, after: Json, at = ""): readonly string[] {
  if (canonicalJson(before) === canonicalJson(after)) return [];
  const [left, right] = [membersOf(before), membersOf(after)];
  if (left === null || right === null) return [at];
  const inside = namesOf(left, right).flatMap((name) =>
    changedPaths(memberOf(left, name), memberOf(right, name), at === "" ? name : `${at}.${name}`),
  );
  // An empty list beside an empty object: different, without a member to name.
  return inside.length === 0 ? [at] : inside;
}

/** Stands for a member that is not there, which is not the same as one that is null. */
const ABSENT: Json = { $absent: true };

function memberOf(value: Record<string, Json>, name: string): Json {
  return Object.hasOwn(value, name) ? (value[name] ?? null) : ABSENT;
}

function membersOf(value: Json): Record<string, Json> | null {
  if (Array.isArray(value)) return Object.fromEntries(value.entries());
  if (!isJsonObject(value) || "$hmac" in value || "$absent" in value) return null;
  return value;
}

function namesOf(left: object, right: object): readonly string[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
}

function textOf(value: Json | undefined): string {
  return canonicalJson(value ?? null);
}
