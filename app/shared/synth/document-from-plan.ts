import type { ChangeDocument, OutputChange, ProviderUse, ResourceChange } from "../core/change-document.ts";
import type { Json } from "../core/json.ts";
import {
  constantsOf,
  findConfigured,
  findScope,
  type ModuleScope,
  referencesOf,
  templatesOf,
} from "./configuration.ts";
import { dataOfPlan } from "./data-of-plan.ts";
import { hasTrue, mergeMarks } from "./marks.ts";
import { type Plan, type PlannedChange, type PlannedResource, readPlan } from "./plan-format.ts";

/** Terraform's plan JSON as the document that every judge reads; what cannot be read whole is refused by `plan/…`. */
export function documentFromPlan(value: Json): ChangeDocument {
  const plan = readPlan(value);
  const root: ModuleScope = { module: plan.configuration.root_module, prefix: "" };
  return {
    source: "plan",
    resources: plan.resource_changes
      .filter(({ mode }) => mode === "managed")
      .map((planned) => resourceChange(planned, root)),
    data: dataOfPlan(plan, root),
    providers: providersOf(plan),
    outputs: Object.entries(plan.output_changes).map(([name, change]) => outputChange(name, change)),
  };
}

function resourceChange(planned: PlannedResource, root: ModuleScope): ResourceChange {
  const { change } = planned;
  const scope = findScope(root, planned.module_address ?? "");
  const configured = scope === null ? undefined : findConfigured(scope, planned);
  const templates = templatesOf(configured);
  return {
    address: addressOf(planned),
    type: planned.type,
    name: planned.name,
    provider: planned.provider_name,
    ...effectOf(change),
    references: scope === null ? [] : referencesOf(scope, configured),
    ...(templates.length === 0 ? {} : { templates }),
    replacePaths: (change.replace_paths ?? []).map((path) => path.join(".")),
    ...(planned.previous_address === undefined ? {} : { previousAddress: planned.previous_address }),
    // An import whose id is not known yet is an import all the same.
    ...(change.importing ? { importId: change.importing.id ?? "(known after apply)" } : {}),
  };
}

type Effect = Pick<ResourceChange, "actions" | "before" | "after" | "unknown" | "sensitive">;

function effectOf(change: PlannedChange): Effect {
  return {
    actions: change.actions,
    before: change.before ?? null,
    after: change.after ?? null,
    unknown: change.after_unknown ?? {},
    sensitive: mergeMarks(change.before_sensitive ?? {}, change.after_sensitive ?? {}),
  };
}

/** A deposed object is what a replacement left behind: it shares its address with the one that replaced it. */
function addressOf({ address, deposed }: PlannedResource): string {
  return deposed === undefined ? address : `${address} (deposed ${deposed})`;
}

function providersOf(plan: Plan): ProviderUse[] {
  return Object.entries(plan.configuration.provider_config).map(([key, provider]) => ({
    name: key,
    source: provider.full_name ?? provider.name,
    version: provider.version_constraint ?? "",
    arguments: constantsOf(provider.expressions ?? {}),
  }));
}

function outputChange(name: string, change: PlannedChange): OutputChange {
  return {
    name,
    actions: change.actions,
    before: change.before ?? null,
    after: change.after ?? null,
    unknown: change.after_unknown ?? false,
    sensitive: hasTrue(change.before_sensitive ?? false) || hasTrue(change.after_sensitive ?? false),
  };
}
