import type { Reference } from "../core/change-document.ts";
import { isJsonObject, type Json } from "../core/json.ts";
import type { ConfiguredModule, ConfiguredResource, ModuleCall } from "./plan-format.ts";

/** A module of the configuration, with its way to the root: what a variable means is known by the caller only. */
export interface ModuleScope {
  readonly module: ConfiguredModule;
  /** `module.network.` or "". */
  readonly prefix: string;
  readonly caller?: { readonly scope: ModuleScope; readonly call: ModuleCall };
}

/** The scope of a module address such as `module.network[0].module.subnets`, null when the configuration has none. */
export function findScope(root: ModuleScope, moduleAddress: string): ModuleScope | null {
  const names = [...moduleAddress.matchAll(/(?:^|\.)module\.([^.[\]]+)(?:\[(?:"[^"]*"|\d+)\])?/g)];
  let scope: ModuleScope | null = root;
  for (const [, name = ""] of names) scope = scope === null ? null : enter(scope, name);
  return scope;
}

export function enter(scope: ModuleScope, name: string): ModuleScope | null {
  const call = scope.module.module_calls?.[name];
  if (call?.module === undefined) return null;
  return { module: call.module, prefix: `${scope.prefix}module.${name}.`, caller: { scope, call } };
}

export function findConfigured(
  scope: ModuleScope,
  wanted: Pick<ConfiguredResource, "mode" | "type" | "name">,
): ConfiguredResource | undefined {
  return scope.module.resources?.find(
    ({ mode, type, name }) => mode === wanted.mode && type === wanted.type && name === wanted.name,
  );
}

/** Where the arguments take their values from: paths end at the attribute and carry no index; variables and module outputs are followed. */
export function referencesOf(scope: ModuleScope, configured: ConfiguredResource | undefined): Reference[] {
  const found = Object.entries(configured?.expressions ?? {}).flatMap(([name, expression]) =>
    usesIn(expression, name).flatMap(({ path, name: used }) =>
      resolve(scope, used, 0).map((to) => ({ path, to })),
    ),
  );
  const unique = new Map(found.map((reference) => [`${reference.path} ${reference.to}`, reference]));
  return [...unique.values()];
}

/** What a template says itself, without the names of what it takes. */
export function ownText(template: string): string {
  return template.replaceAll(/\$\{[\w.[\]*-]+\}/g, "");
}

/** The own text of templates, paths as of references: Terraform tells it where the configuration was JSON. */
export function templatesOf(configured: ConfiguredResource | undefined): { path: string; text: string }[] {
  return Object.entries(configured?.expressions ?? {}).flatMap(([name, expression]) =>
    textsIn(expression, name),
  );
}

function textsIn(node: Json, path: string): { path: string; text: string }[] {
  if (Array.isArray(node)) return node.flatMap((block) => textsIn(block, path));
  if (!isJsonObject(node)) return [];
  const { references, constant_value: text } = node;
  if (Array.isArray(references)) {
    const own = typeof text === "string" ? ownText(text) : "";
    return own === "" ? [] : [{ path, text: own }];
  }
  return Object.entries(node).flatMap(([name, child]) => textsIn(child, `${path}.${name}`));
}

/**
 * Named values by attribute path: an expression is an object with `references`, a block holds expressions. Where the configuration
 * was JSON, Terraform calls a template's own text its `constant_value` beside its references: the references are what is true.
 */
function usesIn(node: Json, path: string): { path: string; name: string }[] {
  if (Array.isArray(node)) return node.flatMap((block) => usesIn(block, path));
  if (!isJsonObject(node)) return [];
  const { references } = node;
  if (Array.isArray(references) && references.every((name) => typeof name === "string")) {
    return references.map((name) => ({ path, name }));
  }
  if ("constant_value" in node) return [];
  return Object.entries(node).flatMap(([name, child]) => usesIn(child, `${path}.${name}`));
}

/** Modules can hand values through each other; no real configuration does so a hundred deep. */
const DEEPEST = 100;
const NOT_RESOURCES = new Set(["each", "count", "path", "terraform", "self"]);

/** The addresses that a name stands for; a local value, which the plan does not spell out, stays `local.<name>`. */
function resolve(scope: ModuleScope, name: string, depth: number): string[] {
  const [head = "", second, third] = name.replace(/\[[^\]]*\]/g, "").split(".");
  if (depth > DEEPEST || second === undefined || NOT_RESOURCES.has(head)) return [];
  if (head === "var" && scope.caller !== undefined) {
    const { scope: outer, call } = scope.caller;
    return resolveAll(outer, call.expressions?.[second], depth);
  }
  if (head === "module") {
    const inner = enter(scope, second);
    return inner === null ? [] : resolveAll(inner, inner.module.outputs?.[third ?? ""]?.expression, depth);
  }
  if (head !== "data") return [`${scope.prefix}${head}.${second}`];
  return third === undefined ? [] : [`${scope.prefix}data.${second}.${third}`];
}

function resolveAll(scope: ModuleScope, expression: Json | undefined, depth: number): string[] {
  return usesIn(expression ?? null, "").flatMap((use) => resolve(scope, use.name, depth + 1));
}

/** What an argument's expression is known to be; one that depends on others stays `{references}`. */
export function constantsOf(expression: Json): Json {
  if (Array.isArray(expression)) return expression.map(constantsOf);
  if (!isJsonObject(expression)) return expression;
  if ("references" in expression) return { references: expression.references ?? [] };
  if ("constant_value" in expression) return expression.constant_value ?? null;
  return Object.fromEntries(Object.entries(expression).map(([name, child]) => [name, constantsOf(child)]));
}
