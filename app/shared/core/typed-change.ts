import { z } from "zod";

type Scalar = null | boolean | number | string;
/** `aws_s3_bucket.invoices.id`; list elements by number: `data.aws_availability_zones.all.names.0`. */
export interface Ref {
  readonly $ref: string;
}
/** Literal text and references in turn. */
export interface Template {
  readonly $template: readonly (string | Ref)[];
}
/** A value that Terraform turns into JSON text (`jsonencode`). */
interface JsonText {
  readonly $json: Value;
}
/** What an author may write for an argument. A plain string is always a literal, never an expression. */
export type Value = Scalar | Ref | Template | JsonText | readonly Value[] | { readonly [key: string]: Value };

const Ref = z.strictObject({ $ref: z.string().regex(/^(data\.)?[a-z][a-z0-9_]*(\.[A-Za-z0-9_-]+)+$/) });
const Template = z.strictObject({ $template: z.array(z.union([z.string(), Ref])) });

export const Value: z.ZodType<Value> = z.lazy(() =>
  z.union([
    z.null(),
    z.boolean(),
    z.number(),
    z.string(),
    Ref,
    Template,
    z.strictObject({ $json: Value }),
    z.array(Value),
    z.record(z.string().regex(/^(?!\$)/), Value),
  ]),
);

/** Arguments by Terraform name; a block that the schema allows once is an object, a repeatable one an array of objects. */
const Arguments = z.record(z.string(), Value);

export const Operation = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("create"),
    mode: z.enum(["managed", "data"]).default("managed"),
    type: z.string(),
    name: z.string(),
    arguments: Arguments,
    dependsOn: z.array(z.string()).default([]),
  }),
  z.strictObject({
    kind: z.literal("edit"),
    address: z.string(),
    /** Dotted Terraform names and list indexes, in the shape of `arguments`: `rule.0.expiration.days`. */
    set: z.array(z.strictObject({ path: z.string(), value: Value })).default([]),
    unset: z.array(z.string()).default([]),
  }),
  z.strictObject({ kind: z.literal("remove"), address: z.string() }),
]);
export type Operation = z.infer<typeof Operation>;

export const Question = z.strictObject({
  /** 1 to 3: the number that the answer names. */
  number: z.int().min(1).max(3),
  text: z.string(),
  /** What `/code go` takes. */
  default: z.string(),
});
export type Question = z.infer<typeof Question>;

/** What an author answers: data only. The host checks it against the catalogue and writes the TypeScript. */
export const TypedChange = z.strictObject({
  stack: z.string(),
  /** Title of the pull request, imperative, at most 70 characters. */
  title: z.string().max(70),
  operations: z.array(Operation),
  assumptions: z.array(z.string()).default([]),
  questions: z.array(Question).max(3).default([]),
});
export type TypedChange = z.infer<typeof TypedChange>;
