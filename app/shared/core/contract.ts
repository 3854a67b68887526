import { z } from "zod";
import { Json } from "./json.ts";

/**
 * Which resources a promise is about, without having seen the change: by type, and by Terraform name or by what it refers to
 * (`{type: "aws_s3_bucket_versioning", refersTo: "aws_s3_bucket.invoices"}`).
 */
export const Subject = z.strictObject({
  type: z.string(),
  name: z.string().optional(),
  refersTo: z.string().optional(),
});
export type Subject = z.infer<typeof Subject>;

const About = { id: z.string(), subject: Subject };
/** Dotted attribute names without indexes; where the value is a list, every element must hold and one must exist. */
const At = { ...About, path: z.string() };

/** What lasts: every later plan is judged by it until it is withdrawn. */
export const Promised = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("exists"), ...About }),
  z.strictObject({ kind: z.literal("absent"), ...About }),
  z.strictObject({ kind: z.literal("equals"), ...At, value: Json }),
  z.strictObject({ kind: z.literal("differs"), ...At, value: Json }),
  z.strictObject({ kind: z.literal("at-least"), ...At, value: z.number() }),
  z.strictObject({ kind: z.literal("at-most"), ...At, value: z.number() }),
  z.strictObject({ kind: z.literal("refers-to"), ...About, to: Subject }),
]);
export type Promised = z.infer<typeof Promised>;

/** What holds for this change only. */
export const Guard = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("nothing-else-changes"), id: z.string(), allowed: z.array(Subject) }),
  z.strictObject({
    kind: z.literal("nothing-is-destroyed"),
    id: z.string(),
    except: z.array(Subject).default([]),
  }),
]);
export type Guard = z.infer<typeof Guard>;

/** Committed next to the stack as `contract/<id>.json`. */
export const Contract = z.strictObject({
  version: z.literal(1),
  /** File name without `.json`: the request it came from, such as `issue-12-4711`. */
  id: z.string(),
  promises: z.array(Promised),
  guards: z.array(Guard),
  /** Ids (`contract/promise`) of earlier promises that this request takes back or replaces. */
  withdraws: z.array(z.string()).default([]),
});
export type Contract = z.infer<typeof Contract>;
