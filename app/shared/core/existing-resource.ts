import type { Reference } from "./change-document.ts";
import type { Json } from "./json.ts";

/** What the stack declares already, values in the shape of the change document. */
export interface ExistingResource {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly attributes: Json;
  readonly references: readonly Reference[];
}
