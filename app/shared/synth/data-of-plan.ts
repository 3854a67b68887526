import type { DataRead } from "../core/change-document.ts";
import { isJsonObject, type Json } from "../core/json.ts";
import { constantsOf, enter, findScope, type ModuleScope, referencesOf } from "./configuration.ts";
import type { ConfiguredResource, Instance, Plan, StateModule } from "./plan-format.ts";

/** Every data source of the configuration, each instance that was read or will be read once; those never expanded under their plain address. */
export function dataOfPlan(plan: Plan, root: ModuleScope): DataRead[] {
  const instances = [
    ...instancesIn(plan.prior_state?.values?.root_module ?? {}),
    ...plan.resource_changes.map(({ change, ...resource }) => ({
      ...resource,
      values: change.after ?? null,
    })),
  ].filter(({ mode }) => mode === "data");
  return scopesBelow(root).flatMap((scope) =>
    (scope.module.resources ?? [])
      .filter(({ mode }) => mode === "data")
      .flatMap((configured) => readsOf(configured, scope, { instances, root, plan })),
  );
}

interface Known {
  readonly instances: readonly Instance[];
  readonly root: ModuleScope;
  readonly plan: Plan;
}

function readsOf(configured: ConfiguredResource, scope: ModuleScope, known: Known): DataRead[] {
  const { type, name } = configured;
  const references = referencesOf(scope, configured);
  const read = (address: string, provider: string, values: Json): DataRead => ({
    address,
    type,
    name,
    provider,
    arguments: argumentsOf(configured, values),
    references,
  });
  const own = known.instances.filter(
    (instance) =>
      instance.type === type &&
      instance.name === name &&
      findScope(known.root, moduleOf(instance.address))?.prefix === scope.prefix,
  );
  const byAddress = new Map(own.map((instance) => [instance.address, instance]));
  if (byAddress.size === 0) {
    const provider = known.plan.configuration.provider_config[configured.provider_config_key ?? ""];
    return [read(`${scope.prefix}data.${type}.${name}`, provider?.full_name ?? "", null)];
  }
  return [...byAddress.values()].map((instance) =>
    read(instance.address, instance.provider_name, instance.values ?? null),
  );
}

/** The arguments that the configuration gives, with the values that were read where they are known. */
function argumentsOf({ expressions = {} }: ConfiguredResource, values: Json): Json {
  const known = isJsonObject(values) ? values : {};
  return Object.fromEntries(
    Object.entries(expressions).map(([name, expression]) => [name, known[name] ?? constantsOf(expression)]),
  );
}

function moduleOf(address: string): string {
  return address.slice(0, Math.max(0, address.lastIndexOf("data.") - 1));
}

function instancesIn(module: StateModule): readonly Instance[] {
  return [...(module.resources ?? []), ...(module.child_modules ?? []).flatMap(instancesIn)];
}

function scopesBelow(scope: ModuleScope): ModuleScope[] {
  const inner = Object.keys(scope.module.module_calls ?? {}).flatMap((name) => {
    const child = enter(scope, name);
    return child === null ? [] : scopesBelow(child);
  });
  return [scope, ...inner];
}
