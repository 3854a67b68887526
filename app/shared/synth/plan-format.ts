import { z } from "zod";
import { Action } from "../core/change-document.ts";
import { PipelineError } from "../core/error.ts";
import { type Json, Json as JsonShape } from "../core/json.ts";
import { parseShape } from "../core/parse.ts";

const Change = z.object({
  actions: z.array(Action),
  before: JsonShape.optional(),
  after: JsonShape.optional(),
  after_unknown: JsonShape.optional(),
  before_sensitive: JsonShape.optional(),
  after_sensitive: JsonShape.optional(),
  replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).optional(),
  importing: z.object({ id: z.string().optional() }).nullish(),
});
export type PlannedChange = z.infer<typeof Change>;

const PlannedResource = z.object({
  address: z.string(),
  previous_address: z.string().optional(),
  module_address: z.string().optional(),
  mode: z.enum(["managed", "data"]),
  type: z.string(),
  name: z.string(),
  provider_name: z.string(),
  deposed: z.string().optional(),
  change: Change,
});
export type PlannedResource = z.infer<typeof PlannedResource>;

const Instance = z.object({
  address: z.string(),
  mode: z.enum(["managed", "data"]),
  type: z.string(),
  name: z.string(),
  provider_name: z.string(),
  values: JsonShape.optional(),
});
export type Instance = z.infer<typeof Instance>;

export interface StateModule {
  readonly address?: string | undefined;
  readonly resources?: readonly Instance[] | undefined;
  readonly child_modules?: readonly StateModule[] | undefined;
}
const StateModule: z.ZodType<StateModule> = z.lazy(() =>
  z.object({
    address: z.string().optional(),
    resources: z.array(Instance).optional(),
    child_modules: z.array(StateModule).optional(),
  }),
);

const Expressions = z.record(z.string(), JsonShape);
const ConfiguredResource = z.object({
  mode: z.enum(["managed", "data"]),
  type: z.string(),
  name: z.string(),
  provider_config_key: z.string().optional(),
  expressions: Expressions.optional(),
});
export type ConfiguredResource = z.infer<typeof ConfiguredResource>;

export interface ConfiguredModule {
  readonly resources?: readonly ConfiguredResource[] | undefined;
  readonly outputs?: Readonly<Record<string, { expression?: Json | undefined }>> | undefined;
  readonly module_calls?: Readonly<Record<string, ModuleCall>> | undefined;
}
export interface ModuleCall {
  readonly expressions?: Readonly<Record<string, Json>> | undefined;
  readonly module?: ConfiguredModule | undefined;
}
const ConfiguredModule: z.ZodType<ConfiguredModule> = z.lazy(() =>
  z.object({
    resources: z.array(ConfiguredResource).optional(),
    outputs: z.record(z.string(), z.object({ expression: JsonShape.optional() })).optional(),
    module_calls: z
      .record(
        z.string(),
        z.object({ expressions: Expressions.optional(), module: ConfiguredModule.optional() }),
      )
      .optional(),
  }),
);

const ProviderConfiguration = z.object({
  full_name: z.string().optional(),
  name: z.string(),
  version_constraint: z.string().optional(),
  expressions: Expressions.optional(),
});

const Plan = z.object({
  resource_changes: z.array(PlannedResource).default([]),
  output_changes: z.record(z.string(), Change).default({}),
  prior_state: z.object({ values: z.object({ root_module: StateModule.optional() }).optional() }).nullish(),
  configuration: z
    .object({
      provider_config: z.record(z.string(), ProviderConfiguration).default({}),
      root_module: ConfiguredModule.default({}),
    })
    .prefault({}),
});
export type Plan = z.infer<typeof Plan>;

const Envelope = z.object({
  format_version: z.string(),
  planned_values: JsonShape,
  errored: z.boolean().optional(),
  complete: z.boolean().optional(),
  deferred_changes: z.array(JsonShape).optional(),
  action_invocations: z.array(JsonShape).optional(),
});

/** Terraform's plan JSON of major version 0 or 1, whole and without error; everything else is refused by `plan/…`. */
export function readPlan(value: Json): Plan {
  const envelope = parseShape(Envelope, value, "plan/not-a-plan");
  if (!/^[01]\.\d+$/.test(envelope.format_version)) {
    throw refuse("unknown-format", `Plan format ${envelope.format_version} is not known.`);
  }
  if (envelope.errored === true) throw refuse("errored", "The plan ended with an error and is not whole.");
  const postponed = [...(envelope.deferred_changes ?? []), ...(envelope.action_invocations ?? [])];
  if (envelope.complete === false || postponed.length > 0) {
    // A later plan would change more than anybody can see in this one.
    throw refuse("incomplete", "The plan leaves changes or actions for later.");
  }
  return parseShape(Plan, value, "plan/unreadable");
}

function refuse(reason: string, message: string): PipelineError {
  return new PipelineError(`plan/${reason}`, message, {
    next: "Plan again with a supported Terraform version and read it with `terraform show -json`.",
  });
}
