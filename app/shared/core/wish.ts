import { z } from "zod";
import { Json } from "./json.ts";

/**
 * What somebody asked for, before anybody has answered how: the contract and the author both start from it, and neither sees
 * the other. `kind` names an entry of the author's vocabulary, such as `bucket`; `attributes` are in its words.
 */
export const Wish = z.strictObject({
  verb: z.enum(["create", "change", "remove"]),
  kind: z.string(),
  /** Terraform name: what the resource is called in the stack. */
  name: z.string(),
  attributes: z.record(z.string(), Json),
});
export type Wish = z.infer<typeof Wish>;
