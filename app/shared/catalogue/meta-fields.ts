import type { Field } from "../core/catalogue.ts";
import { plainField } from "./field.ts";

/** What Terraform itself understands in every resource, by the library's property names: an edit may set it. */
export const META_FIELDS: Readonly<Record<string, Field>> = {
  count: plainField("count", { kind: "number" }),
  lifecycle: {
    ...plainField("lifecycle", {
      kind: "object",
      fields: {
        create_before_destroy: plainField("createBeforeDestroy", { kind: "bool" }),
        prevent_destroy: plainField("preventDestroy", { kind: "bool" }),
        ignore_changes: plainField("ignoreChanges", { kind: "list", of: { kind: "string" } }),
      },
    }),
    isBlock: true,
    isSingle: true,
  },
};
