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
  /** What the request calls it: its Terraform name, or a text that one of its attributes holds; dashes, spaces and capitals are no difference. */
  called: z.string().optional(),
  /** Types that are as good: the words did not say which. */
  or: z.array(z.string()).optional(),
});
export type Subject = z.infer<typeof Subject>;

/** The type that stands for anything of the stack, data sources and providers too. */
export const ANYTHING = "*";

/** `from`: the words of the request that ask for it; `ours`: nobody asked for it, a new thing is made so to be safe. */
const About = {
  id: z.string(),
  subject: Subject,
  from: z.string().optional(),
  ours: z.literal(true).optional(),
};
/** Dotted attribute names without indexes; where the value is a list, every element must hold and one must exist. */
const At = { ...About, path: z.string() };

/**
 * `through`: types that may stand between; `paths`: arguments of which one says it, where nothing of the kind exists here;
 * `at`: the only places where a name of the other says it, anywhere where there are none.
 */
const Link = {
  to: Subject,
  through: z.array(z.string()).default([]),
  paths: z.array(z.string()).default([]),
  at: z.array(z.string()).default([]),
};

/** What lasts: every later plan is judged by it until it is withdrawn. */
export const Promised = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("exists"), ...About }),
  z.strictObject({ kind: z.literal("absent"), ...About }),
  z.strictObject({ kind: z.literal("equals"), ...At, value: Json }),
  z.strictObject({ kind: z.literal("differs"), ...At, value: Json }),
  z.strictObject({ kind: z.literal("at-least"), ...At, value: z.number() }),
  z.strictObject({ kind: z.literal("at-most"), ...At, value: z.number() }),
  z.strictObject({ kind: z.literal("refers-to"), ...About, to: Subject }),
  /** At least so many exist. */
  z.strictObject({ kind: z.literal("many"), ...About, value: z.number() }),
  /** Where there are any, one has the value: at one of the paths, or anywhere (its name too) where none is given; a text may be part of a longer one. */
  z.strictObject({
    kind: z.literal("holds"),
    ...About,
    paths: z.array(z.string()).optional(),
    value: z.union([z.string(), z.number(), z.boolean()]),
  }),
  /** One of each refers to the other, directly or over what stands between them; nothing where either does not exist. */
  z.strictObject({ kind: z.literal("linked"), ...About, ...Link }),
]);
export type Promised = z.infer<typeof Promised>;

/** What holds for this change only. */
export const Guard = z.discriminatedUnion("kind", [
  /** `linked`: types, or `*`, that may change too where they hang together by references with something that is allowed. */
  z.strictObject({
    kind: z.literal("nothing-else-changes"),
    id: z.string(),
    allowed: z.array(Subject),
    linked: z.array(z.string()).optional(),
  }),
  z.strictObject({
    kind: z.literal("nothing-is-destroyed"),
    id: z.string(),
    except: z.array(Subject).default([]),
  }),
  /** This change makes none of them. */
  z.strictObject({ kind: z.literal("none-is-made"), ...About }),
  /** Each that this change makes is linked so. */
  z.strictObject({ kind: z.literal("each-linked"), ...About, ...Link }),
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
  /** Words of the request that nothing here holds anybody to. */
  uncovered: z.array(z.string()).optional(),
});
export type Contract = z.infer<typeof Contract>;
