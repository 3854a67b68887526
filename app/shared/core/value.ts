import { z } from "zod";
import { FUNCTIONS } from "./functions.ts";

type Scalar = null | boolean | number | string;
/** `aws_s3_bucket.invoices.id`; list elements by number: `data.aws_availability_zones.all.names.0`; also `var.x`, `local.x`, `count.index`. */
export interface Ref {
  readonly $ref: string;
}
/** A call of one of `FUNCTIONS`. */
export interface Call {
  readonly $fn: { readonly name: string; readonly args: readonly Value[] };
}
/** Literal text, references and calls in turn. */
export interface Template {
  readonly $template: readonly (string | Ref | Call)[];
}
/** A value that Terraform turns into JSON text (`jsonencode`). */
interface JsonText {
  readonly $json: Value;
}
type Text = string | Ref | Template | Call;

export interface Statement {
  readonly sid?: string | undefined;
  readonly effect: "Allow" | "Deny";
  readonly actions?: readonly string[] | undefined;
  readonly notActions?: readonly string[] | undefined;
  readonly resources?: readonly Text[] | undefined;
  readonly notResources?: readonly Text[] | undefined;
  readonly principals?: Principals | undefined;
  readonly notPrincipals?: Principals | undefined;
  readonly conditions?: readonly Condition[] | undefined;
}
/** `*` is everybody. */
export type Principals = "*" | Readonly<Partial<Record<(typeof PRINCIPALS)[number], readonly Text[]>>>;
interface Condition {
  readonly test: string;
  readonly variable: string;
  readonly values: readonly Text[];
}
/** An AWS policy document (identity, resource, key or trust policy): JSON text in the end. */
export interface PolicyDocument {
  readonly $policy: { readonly id?: string | undefined; readonly statements: readonly Statement[] };
}
/** What an author may write for an argument. A plain string is always a literal, never an expression. */
export type Value =
  | Scalar
  | Ref
  | Template
  | Call
  | JsonText
  | PolicyDocument
  | readonly Value[]
  | { readonly [key: string]: Value };

const PRINCIPALS = ["AWS", "Service", "Federated", "CanonicalUser"] as const;

/** What Terraform gives besides resources (`path`, `each`, `self`, `terraform`, `module`) is no reference of ours. */
const Ref = z.strictObject({
  $ref: z
    .string()
    .regex(/^(?!(path|each|self|terraform|module|ephemeral)\.)(data\.)?[a-z][a-z0-9_]*(\.[A-Za-z0-9_-]+)+$/),
});
const Call: z.ZodType<Call> = z.lazy(() =>
  z.strictObject({ $fn: z.strictObject({ name: z.enum(Object.keys(FUNCTIONS)), args: z.array(Value) }) }),
);
const Template = z.strictObject({ $template: z.array(z.union([z.string(), Ref, Call])) });
const Texts = z.array(z.union([z.string(), Ref, Template, Call])).min(1);
const Actions = z.array(z.string().regex(/^(\*|[a-zA-Z0-9-]+:[A-Za-z0-9*?]+)$/)).min(1);
const Principals = z.union([
  z.literal("*"),
  z.partialRecord(z.enum(PRINCIPALS), Texts).refine((given) => Object.keys(given).length > 0),
]);

const Statement = z.strictObject({
  sid: z
    .string()
    .regex(/^[A-Za-z0-9 ]*$/)
    .optional(),
  effect: z.enum(["Allow", "Deny"]),
  actions: Actions.optional(),
  notActions: Actions.optional(),
  resources: Texts.optional(),
  notResources: Texts.optional(),
  principals: Principals.optional(),
  notPrincipals: Principals.optional(),
  conditions: z
    .array(
      z.strictObject({ test: z.string(), variable: z.string().regex(/^[A-Za-z0-9-]+:.+$/), values: Texts }),
    )
    .optional(),
});
const PolicyDocument = z.strictObject({
  $policy: z.strictObject({ id: z.string().optional(), statements: z.array(Statement).min(1) }),
});

export const Value: z.ZodType<Value> = z.lazy(() =>
  z.union([
    z.null(),
    z.boolean(),
    z.number(),
    z.string(),
    Ref,
    Template,
    Call,
    z.strictObject({ $json: Value }),
    PolicyDocument,
    z.array(Value),
    z.record(z.string().regex(/^(?!\$)/), Value),
  ]),
);

/** What is decided by Terraform, or written as text in the end, and not a value of its own shape. */
export type Special = Ref | Template | Call | JsonText | PolicyDocument;

export function isSpecial(value: Value): value is Special {
  return isMembers(value) && Object.keys(value).some((key) => key.startsWith("$"));
}

export function isMembers(value: Value): value is { readonly [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
