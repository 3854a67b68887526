import type { Shape } from "#shared/core/catalogue.ts";
import type { Value } from "#shared/core/value.ts";
import DEFAULTS from "./knowledge/defaults.json" with { type: "json" };

const NAMING =
  /^(name|[a-z_]*_name|identifier|[a-z_]*cluster_identifier|[a-z_]*_identifier|cluster_id|replication_group_id|user_group_id|domain)$/;
const NOT_NAMING =
  /^(domain_name|host_name|attribute_name|metric_name|parameter_name|engine_name|set_identifier|header_name|user_name|username|zone_name|statistic_name|runtime_name|option_name|volume_name|device_name|service_name|dns_name|server_name)$/;

/** An argument that holds what a thing is called. */
export function isNaming(path: string): boolean {
  const [last = "", parent] = path.split(".").reverse();
  return parent === undefined && NAMING.test(last) && !NOT_NAMING.test(last);
}

const RULES = (DEFAULTS as unknown as { name: string; value: Value }[]).map(({ name, value }) => ({
  pattern: new RegExp(`(^|\\.)(${name})$`),
  value,
}));

/** What the name of an argument suggests, where it fits its type. */
export function namedDefault(path: string, shape: Shape): Value | undefined {
  return RULES.find(({ pattern, value }) => pattern.test(path) && fits(value, shape))?.value;
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
