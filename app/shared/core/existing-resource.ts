import type { ChangeDocument, Reference } from "./change-document.ts";
import { isJsonObject, type Json } from "./json.ts";

/** What the stack declares already, values in the shape of the change document; what is sensitive is not among them. */
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
    .map(({ after, sensitive, ...resource }) => ({ ...resource, attributes: masked(after, sensitive) }));
  const read = document.data.map((source) => ({ ...source, attributes: source.arguments }));
  return [...managed, ...read].map(({ address, type, name, attributes, references }) => ({
    address,
    type,
    name,
    attributes,
    references,
  }));
}

/** A mark on the whole is a mark on each of its parts. */
function masked(value: Json, mark: Json): Json {
  if (mark === true) return value === null ? null : "(sensitive)";
  if (Array.isArray(value))
    return value.map((one, at) => masked(one, Array.isArray(mark) ? (mark[at] ?? null) : null));
  if (!isJsonObject(value) || !isJsonObject(mark)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, masked(one, mark[name] ?? null)]),
  );
}
