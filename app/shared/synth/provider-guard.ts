import { createHash } from "node:crypto";
import { CLOUDS, type Cloud } from "../core/clouds.ts";
import { PipelineError } from "../core/error.ts";
import { isJsonObject, type JsonObject } from "../core/json.ts";
import { blocksOf } from "./blocks.ts";

/** By this tag everything that a stack made can be found again in AWS. It never changes, so it changes no resource. */
export const STACK_TAG = "code:stack";
/** The same where keys have no colon. */
const STACK_LABEL = "code-stack";

interface Host {
  readonly repository: string;
  readonly stack: string;
  readonly cloud?: Cloud;
  readonly account: string;
  readonly region?: string;
}

/** How the providers of a cloud are held to the environment. */
export interface Guarded {
  readonly cloud: Cloud;
  /** Local name of the cloud's provider. */
  readonly provider: string;
  /** Providers of clouds that the environment does not lie in. */
  readonly others: readonly string[];
  /** Where resources could forge the host's own tag. */
  readonly tags: { readonly key: string; readonly at: string };
  /** A provider block with the account, and the host's tag where the provider has a place for it. */
  configured(body: JsonObject): JsonObject;
}

/** azurerm has no tags of its own that every resource takes over, and a cluster is what its credentials open. */
const WRITERS: Readonly<Record<Cloud, (body: JsonObject, host: Host) => JsonObject>> = {
  aws: (body, host) => ({
    ...body,
    ...regionOf(body, host),
    allowed_account_ids: [host.account],
    default_tags: [{ tags: { ...tagsOf(body), [STACK_TAG]: `${host.repository}/${host.stack}` } }],
  }),
  azure: (body, { account }) => ({ features: [{}], ...body, subscription_id: account }),
  google: (body, host) => ({
    ...body,
    ...regionOf(body, host),
    project: host.account,
    default_labels: { ...labelsOf(body), [STACK_LABEL]: labelOf(`${host.repository}/${host.stack}`) },
  }),
  kubernetes: (body) => body,
};

export function guardOf(host: Host): Guarded {
  const cloud = host.cloud ?? "aws";
  const { provider } = CLOUDS[cloud];
  // A cluster's resources may stand beside those of the cloud that it runs in.
  const others = [CLOUDS.aws, CLOUDS.azure, CLOUDS.google].map((one) => one.provider);
  return {
    cloud,
    provider,
    others: others.filter((one) => one !== provider),
    tags: cloud === "google" ? { key: STACK_LABEL, at: "labels" } : { key: STACK_TAG, at: "tags" },
    configured: (body) => WRITERS[cloud](body, host),
  };
}

function regionOf(body: JsonObject, { region }: Host): JsonObject {
  return region === undefined || "region" in body ? {} : { region };
}

function tagsOf(body: JsonObject): JsonObject {
  return Object.assign({}, ...blocksOf(body.default_tags).map(readTags)) as JsonObject;
}

function readTags({ tags = {} }: JsonObject): JsonObject {
  if (isJsonObject(tags)) return tags;
  throw notPlain("default_tags");
}

function labelsOf({ default_labels = {} }: JsonObject): JsonObject {
  if (isJsonObject(default_labels)) return default_labels;
  throw notPlain("default_labels");
}

/** A label's value has at most 63 of few characters: what does not fit ends in a digest, so that no two stacks share one. */
function labelOf(text: string): string {
  const plain = text.toLowerCase().replaceAll(/[^a-z0-9_-]/g, "_");
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 8);
  return `${plain.slice(0, 54)}_${digest}`;
}

function notPlain(argument: string): PipelineError {
  return new PipelineError(
    "synth/not-preparable",
    `The provider's ${argument} are an expression, to which the host cannot add its own.`,
    { next: "Write what is named as plain values, once." },
  );
}
