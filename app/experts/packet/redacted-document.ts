import type { ChangeDocument } from "#shared/core/change-document.ts";
import type { Json } from "#shared/core/json.ts";
import { cleanForeignIn } from "#shared/hygiene/foreign.ts";
import { redact } from "./redact.ts";
import { eachText } from "./taking-out.ts";

/** A change without secrets: by their marks, names and forms, and wherever else `known` finds them. Addresses and types stay: they say where. */
export function redactedDocument(document: ChangeDocument, known: (text: string) => string): ChangeDocument {
  const clean = (value: Json, mark: Json = null) => eachText(redact(value, mark), known);
  return {
    ...document,
    resources: document.resources.map((one) => ({
      ...one,
      before: clean(one.before, one.sensitive),
      after: clean(one.after, one.sensitive),
      ...(one.templates === undefined ? {} : { templates: eachText(cleanForeignIn(one.templates), known) }),
    })),
    data: document.data.map((one) => ({ ...one, arguments: clean(one.arguments) })),
    providers: document.providers.map((one) => ({ ...one, arguments: clean(one.arguments) })),
    outputs: document.outputs.map((one) => ({
      ...one,
      before: clean(one.before, one.sensitive),
      after: clean(one.after, one.sensitive),
    })),
  };
}
