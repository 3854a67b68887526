import { z } from "zod";
import { PipelineError } from "../core/error.ts";
import { isJsonObject, Json, type JsonObject } from "../core/json.ts";
import { parseShape } from "../core/parse.ts";

const Change = z.object({
  actions: z.array(z.string()).min(1),
  before: Json.default(null),
  after: Json.default(null),
  after_unknown: Json.default(false),
  before_sensitive: Json.default(false),
  after_sensitive: Json.default(false),
  replace_paths: z.array(Json).default([]),
  importing: Json.optional(),
});

const PlannedResource = z.object({
  address: z.string(),
  previous_address: z.string().optional(),
  module_address: z.string().optional(),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  provider_name: z.string(),
  deposed: z.string().optional(),
  change: Change,
});
export type PlannedResource = z.infer<typeof PlannedResource>;

const Module: z.ZodType<ModuleConfiguration> = z.lazy(() =>
  z.object({
    resources: z.array(z.object({ address: z.string(), provisioners: Json.default(null) })).default([]),
    module_calls: z.record(z.string(), z.object({ module: Module.optional() })).default({}),
  }),
);
interface ModuleConfiguration {
  resources: { address: string; provisioners: Json }[];
  module_calls: Record<string, { module?: ModuleConfiguration | undefined }>;
}

const PlanJson = z.object({
  format_version: z.string().regex(/^1\./, "a plan of format version 1"),
  errored: z.boolean().default(false),
  deferred_changes: z.array(Json).default([]),
  resource_changes: z.array(PlannedResource).default([]),
  output_changes: z.record(z.string(), Change).default({}),
  variables: z.record(z.string(), Json).default({}),
  configuration: z
    .object({ provider_config: z.record(z.string(), Json).default({}), root_module: Module.optional() })
    .prefault({}),
});

/** Terraform's plan as far as it says what would happen. */
export interface Plan extends z.infer<typeof PlanJson> {
  /** What the configuration runs when this resource is created or destroyed; the changes do not say it. */
  provisionersOf(resource: PlannedResource): Json;
  /** The values of the variables that a part of the configuration refers to. */
  variablesIn(configuration: Json): JsonObject;
}

/** Reads the text of `terraform show -json`; `plan/unreadable` when it is no plan, `plan/incomplete` when Terraform left something out. */
export function readPlan(text: string): Plan {
  const plan = parseShape(PlanJson, exactJson(text), "plan/unreadable");
  if (plan.errored || plan.deferred_changes.length > 0) {
    throw new PipelineError("plan/incomplete", "Terraform could not plan everything.", {
      next: "Mend what Terraform reported, then plan again.",
    });
  }
  const provisioners = provisionersIn(plan.configuration.root_module);
  return {
    ...plan,
    provisionersOf: (resource) => provisioners.get(withoutIndexes(resource.address)) ?? null,
    variablesIn: (configuration) => variablesNamed(referencesIn(configuration), plan.variables),
  };
}

/** Every number of at most this many characters is exact in a double. */
const EXACT_DIGITS = 15;

type ParseWithSource = (
  text: string,
  reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
) => unknown;

/** A number that JavaScript cannot hold exactly stays its own text: two such numbers must never become one. */
function exactJson(text: string): unknown {
  try {
    return (JSON.parse as ParseWithSource)(text, (_key, value, { source }) =>
      typeof value === "number" && (source ?? "").length > EXACT_DIGITS ? { $number: source ?? "" } : value,
    );
  } catch (cause) {
    throw new PipelineError("plan/unreadable", "This is not the JSON of a plan.", {
      next: "Pass the output of `terraform show -json PLANFILE`.",
      cause,
    });
  }
}

function provisionersIn(module: ModuleConfiguration | undefined, prefix = ""): Map<string, Json> {
  if (module === undefined) return new Map();
  const own = module.resources
    .filter(({ provisioners }) => provisioners !== null)
    .map(({ address, provisioners }): [string, Json] => [`${prefix}${address}`, provisioners]);
  const nested = Object.entries(module.module_calls).flatMap(([name, call]) => [
    ...provisionersIn(call.module, `${prefix}module.${name}.`),
  ]);
  return new Map([...own, ...nested]);
}

function withoutIndexes(address: string): string {
  return address.replaceAll(/\["(?:[^"\\]|\\.)*"\]|\[\d+\]/g, "");
}

function referencesIn(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    name === "references" && Array.isArray(item) ? item.filter(isText) : referencesIn(item),
  );
}

function isText(value: Json): value is string {
  return typeof value === "string";
}

function variablesNamed(references: readonly string[], variables: Record<string, Json>): JsonObject {
  const names = references.map((reference) => /^var\.([\w-]+)/.exec(reference)?.[1] ?? "");
  return Object.fromEntries(
    Object.keys(variables)
      .filter((name) => names.includes(name))
      .map((name) => [name, variables[name] ?? null]),
  );
}
