import type { ChangeDocument, Reference } from "./change-document.ts";
import type { Json } from "./json.ts";

/** What the stack declares already, values in the shape of the change document. */
export interface ExistingResource {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly attributes: Json;
  readonly references: readonly Reference[];
}

/** Everything that a document leaves standing: for the base of a request, the document of that base alone. */
export function existingIn(document: ChangeDocument): ExistingResource[] {
  const managed = document.resources
    .filter(({ actions }) => !actions.every((action) => action === "delete" || action === "forget"))
    .map(({ after, ...resource }) => ({ ...resource, attributes: after }));
  const read = document.data.map((source) => ({ ...source, attributes: source.arguments }));
  return [...managed, ...read].map(({ address, type, name, attributes, references }) => ({
    address,
    type,
    name,
    attributes,
    references,
  }));
}
