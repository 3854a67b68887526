import type { Shape } from "#shared/core/catalogue.ts";
import type { Value } from "#shared/core/value.ts";
import DEFAULTS from "./knowledge/defaults.json" with { type: "json" };

const NAMING = /^(?:(\w+)_)?(?:name|identifier)$|^(cluster|replication_group|user_group)_id$/;
const NOT_NAMING =
  /^(domain_name|host_name|attribute_name|metric_name|set_identifier|user_name|zone_name|option_name|device_name|service_name|dns_name|server_name)$/;

/** An argument that holds what the thing itself is called: `function_name` of a function, but not `parameter_group_name` of a database. */
export function isNaming(type: string, path: string): boolean {
  const found = NAMING.exec(path);
  if (found === null || NOT_NAMING.test(path)) return false;
  const own = type.split("_");
  return (found[1] ?? found[2] ?? "").split("_").every((word) => word === "" || own.includes(word));
}

/** `of` is the provider that such a name means this on; any where none is said. */
const RULES = (DEFAULTS as unknown as { name: string; of?: string; value: Value }[]).map(
  ({ name, of = "", value }) => ({ pattern: new RegExp(`(^|\\.)(${name})$`), of, value }),
);

/** What the name of an argument suggests, where it fits its type. */
export function namedDefault(type: string, path: string, shape: Shape): Value | undefined {
  return RULES.find(
    ({ pattern, of, value }) => type.startsWith(of) && pattern.test(path) && fits(value, shape),
  )?.value;
}

/** Whether a literal of the tables is of the kind that an argument holds. */
export function fits(value: Value, shape: Shape): boolean {
  if (shape.kind === "list" || shape.kind === "set")
    return Array.isArray(value) && shape.of.kind !== "object";
  if (shape.kind === "bool") return typeof value === "boolean";
  if (shape.kind === "number") return typeof value === "number";
  return shape.kind === "string" && typeof value === "string";
}

/** The plainest value of a type: what a required argument gets that nothing is known about. */
export function typedDefault(shape: Shape): Value {
  if (shape.kind === "bool") return true;
  if (shape.kind === "number") return 1;
  if (shape.kind === "list" || shape.kind === "set") return [typedDefault(shape.of)];
  if (shape.kind === "map") return {};
  return shape.kind === "object" ? {} : "example";
}
