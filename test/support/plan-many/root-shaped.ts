import { isJsonObject, type Json, type JsonObject, plainText } from "#shared/core/json.ts";

interface Part {
  /** Name of the module in the plan of all. */
  readonly module: string;
  readonly region: string | null;
  readonly variables: JsonObject;
}

/** The part of one child module as `terraform show -json` would have given it for a root of its own. */
export function rootShaped(plan: JsonObject, part: Part): JsonObject {
  const prefix = `module.${part.module}.`;
  const outputs = ownMembers(objectAt(plan, "planned_values", "outputs"), part.module);
  const changes = ownMembers(objectAt(plan, "output_changes"), part.module);
  const prior = moduleValues(objectAt(plan, "prior_state", "values"), prefix);
  const { planned_values: _values, prior_state: _prior, output_changes: _changes, ...rest } = plan;
  return {
    ...rest,
    ...(Object.keys(part.variables).length === 0 ? {} : { variables: part.variables }),
    planned_values: {
      ...(Object.keys(outputs).length === 0 ? {} : { outputs }),
      root_module: moduleValues(objectAt(plan, "planned_values"), prefix) ?? {},
    },
    resource_changes: ofModule(plan.resource_changes, prefix, "address"),
    ...(Object.keys(changes).length === 0 ? {} : { output_changes: changes }),
    ...(prior === null
      ? {}
      : { prior_state: { ...objectAt(plan, "prior_state"), values: { root_module: prior } } }),
    configuration: configurationOf(objectAt(plan, "configuration"), part),
    relevant_attributes: ofModule(plan.relevant_attributes, prefix, "resource"),
  };
}

function configurationOf(configuration: JsonObject, part: Part): JsonObject {
  const called = objectAt(configuration, "root_module", "module_calls", part.module, "module");
  const aws = objectAt(configuration, "provider_config", "aws");
  const expressions = {
    ...objectAt(aws, "expressions"),
    ...(part.region === null ? {} : { region: { constant_value: part.region } }),
  };
  return { provider_config: { aws: { ...aws, expressions } }, root_module: called };
}

function moduleValues(values: JsonObject, prefix: string): JsonObject | null {
  const children = objectAt(values, "root_module").child_modules;
  const own = arrayOf(children).find((child) => `${plainText(child.address)}.` === prefix);
  if (own === undefined) return null;
  return { resources: arrayOf(own.resources).map((resource) => withoutPrefix(resource, prefix, "address")) };
}

function ofModule(list: Json | undefined, prefix: string, key: string): JsonObject[] {
  return arrayOf(list)
    .filter((one) => plainText(one[key]).startsWith(prefix))
    .map((one) => withoutPrefix(one, prefix, key));
}

function withoutPrefix(one: JsonObject, prefix: string, key: string): JsonObject {
  const { module_address: _module, ...rest } = one;
  const previous = one.previous_address;
  return {
    ...rest,
    [key]: plainText(one[key]).slice(prefix.length),
    ...(typeof previous === "string" ? { previous_address: previous.replace(prefix, "") } : {}),
  };
}

/** Outputs of the module are outputs of the root under `<module>__<name>`. */
function ownMembers(all: JsonObject, module: string): JsonObject {
  const own = Object.entries(all).filter(([name]) => name.startsWith(`${module}__`));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(module.length + 2), value]));
}

export function objectAt(value: Json | undefined, ...path: readonly string[]): JsonObject {
  let found: Json | undefined = value;
  for (const step of path) found = isJsonObject(found) ? found[step] : undefined;
  return isJsonObject(found) ? found : {};
}

function arrayOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
