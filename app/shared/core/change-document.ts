import { z } from "zod";
import { Json } from "./json.ts";

export const Action = z.enum(["create", "read", "update", "delete", "no-op", "forget"]);
export type Action = z.infer<typeof Action>;

/** An attribute of one resource that takes its value from another: `path` inside it, `to` an address such as `aws_s3_bucket.invoices`. */
export const Reference = z.object({ path: z.string(), to: z.string() });
export type Reference = z.infer<typeof Reference>;

/**
 * One resource of the change. Values have the shape of Terraform's plan: nested blocks are arrays, also where only one is
 * allowed. `unknown` and `sensitive` mirror the value's shape with `true` where it is not yet known, or sensitive (before or after).
 */
export const ResourceChange = z.object({
  address: z.string(),
  type: z.string(),
  name: z.string(),
  provider: z.string(),
  /** As in the plan: ["create"], ["update"], ["delete", "create"] for a replacement, … */
  actions: z.array(Action),
  before: Json,
  after: Json,
  unknown: Json,
  sensitive: Json,
  references: z.array(Reference),
  /** The own text of templates that take values from elsewhere: what it says is known before the whole is. */
  templates: z.array(z.object({ path: z.string(), text: z.string() })).optional(),
  /** Paths that force the replacement. */
  replacePaths: z.array(z.string()).default([]),
  /** The address in the state before a `moved` block. */
  previousAddress: z.string().optional(),
  /** The cloud's id, when the resource is imported and not created. */
  importId: z.string().optional(),
});
export type ResourceChange = z.infer<typeof ResourceChange>;

export const DataRead = z.object({
  address: z.string(),
  type: z.string(),
  name: z.string(),
  provider: z.string(),
  arguments: Json,
  references: z.array(Reference),
});
export type DataRead = z.infer<typeof DataRead>;

export const ProviderUse = z.object({
  name: z.string(),
  source: z.string(),
  version: z.string(),
  arguments: Json,
});
export type ProviderUse = z.infer<typeof ProviderUse>;

export const OutputChange = z.object({
  name: z.string(),
  actions: z.array(Action),
  before: Json,
  after: Json,
  unknown: Json,
  sensitive: z.boolean(),
});
export type OutputChange = z.infer<typeof OutputChange>;

/**
 * The one document that every judge reads. `synth`: base against head Terraform JSON, no state, unknown never blocks.
 * `plan`: Terraform's plan, unknown is decided explicitly.
 */
export const ChangeDocument = z.object({
  source: z.enum(["synth", "plan"]),
  resources: z.array(ResourceChange),
  data: z.array(DataRead),
  providers: z.array(ProviderUse),
  outputs: z.array(OutputChange),
});
export type ChangeDocument = z.infer<typeof ChangeDocument>;
