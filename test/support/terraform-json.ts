import type { JsonObject } from "#shared/core/json.ts";
import type { Operation } from "#shared/core/typed-change.ts";
import type { Value } from "#shared/core/value.ts";

type Create = Extract<Operation, { kind: "create" }>;

/** Terraform JSON of new resources, as synthesis would give it: what judges of the App read. */
export function terraformJson(operations: readonly Operation[]): JsonObject {
  const made = operations.filter((operation): operation is Create => operation.kind === "create");
  const blocks = (mode: Create["mode"]) => {
    const found: Record<string, JsonObject> = {};
    for (const one of made.filter((operation) => operation.mode === mode)) {
      found[one.type] = { ...found[one.type], [one.name]: expressed(one.arguments) as JsonObject };
    }
    return found;
  };
  return { resource: blocks("managed"), data: blocks("data") };
}

function expressed(value: Value): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(expressed);
  if ("$ref" in value) return `\${${value.$ref as string}}`;
  if ("$json" in value) return JSON.stringify(expressed(value.$json as Value));
  if ("$template" in value) return (expressed(value.$template as Value) as string[]).join("");
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, expressed(member as Value)]),
  );
}
