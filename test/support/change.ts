import type { ChangeDocument, ResourceChange } from "#shared/core/change-document.ts";
import type { Json } from "#shared/core/json.ts";

/** A document with these resources. */
export function documentOf(
  resources: readonly ResourceChange[],
  source: ChangeDocument["source"] = "plan",
): ChangeDocument {
  return { source, resources: [...resources], data: [], providers: [], outputs: [] };
}

/** A resource that is created with these attributes; the rest can be overridden. */
export function created(address: string, after: Json, rest: Partial<ResourceChange> = {}): ResourceChange {
  const [type = "", name = ""] = address.split(".");
  const actions: ResourceChange["actions"] = ["create"];
  const nothing = { before: null, unknown: {}, sensitive: {}, references: [], replacePaths: [] };
  return { address, type, name, provider: "aws", actions, after, ...nothing, ...rest };
}

/** The same resource, gone after the change. */
export function deleted(resource: ResourceChange): ResourceChange {
  return { ...resource, actions: ["delete"], before: resource.after, after: null, references: [] };
}
