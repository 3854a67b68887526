import type { ExistingResource } from "#shared/core/existing-resource.ts";
import type { Json } from "#shared/core/json.ts";
import type { TypedChange } from "#shared/core/typed-change.ts";

/** The resources that a change of nothing but new ones leaves standing. */
export function standing(change: TypedChange): ExistingResource[] {
  return change.operations.flatMap((operation) => {
    if (operation.kind !== "create") return [];
    const { type, name } = operation;
    const address = `${operation.mode === "data" ? "data." : ""}${type}.${name}`;
    const attributes = JSON.parse(JSON.stringify(operation.arguments)) as Json;
    return [{ address, type, name, attributes, references: referencesIn(JSON.stringify(attributes)) }];
  });
}

function referencesIn(text: string): { path: string; to: string }[] {
  const found = text.matchAll(/"\$ref":"((?:data\.)?[^."]+\.[^."]+)/g);
  return [...found].map(([, to = ""]) => ({ path: "", to }));
}
