import { z } from "zod";
import { Value } from "./value.ts";

/** Arguments by Terraform name; a block that the schema allows once is an object, a repeatable one an array of objects. */
const Arguments = z.record(z.string(), Value);
const Name = z.string().regex(/^[A-Za-z_][A-Za-z0-9_-]*$/);
/** `aws_s3_bucket.invoices`, `data.aws_region.here`, `var.size`, `output.url`, `local.prefix`. */
const Address = z.string();

/** An argument, or a part of it: `tags["Owner"]`. */
const IGNORED = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+|\[\d+\]|\["[A-Za-z0-9_:./ -]+"\])*$/;

const Lifecycle = z.strictObject({
  createBeforeDestroy: z.boolean().optional(),
  preventDestroy: z.boolean().optional(),
  /** Arguments by Terraform name, or all. */
  ignoreChanges: z.union([z.literal("all"), z.array(z.string().regex(IGNORED))]).optional(),
});

const Create = z.strictObject({
  kind: z.literal("create"),
  mode: z.enum(["managed", "data"]).default("managed"),
  type: z.string(),
  name: z.string(),
  arguments: Arguments,
  dependsOn: z.array(z.string()).default([]),
  /** That many of it; the number of each is `count.index`, the elements are `type.name.0.id`. */
  count: z.int().min(0).max(1000).optional(),
  /** `aws.west`: a provider operation of this stack. */
  provider: z
    .string()
    .regex(/^[a-z][a-z0-9_-]*\.[A-Za-z_][A-Za-z0-9_-]*$/)
    .optional(),
  lifecycle: Lifecycle.optional(),
});

const Placed = z.strictObject({ path: z.string(), value: Value });
const Edit = z.strictObject({
  kind: z.literal("edit"),
  address: Address,
  /** Dotted Terraform names and list indexes, in the shape of `arguments`: `rule.0.expiration.days`. */
  set: z.array(Placed).default([]),
  unset: z.array(z.string()).default([]),
  /** One more element at the end of the list at `path`. */
  append: z.array(Placed).optional(),
});

const Variable = z.strictObject({
  kind: z.literal("variable"),
  name: Name,
  type: z.enum([
    "string",
    "number",
    "bool",
    "any",
    "list(string)",
    "list(number)",
    "set(string)",
    "map(string)",
  ]),
  default: Value.optional(),
  description: z.string().optional(),
  sensitive: z.boolean().optional(),
  /** Never written to state or plan. */
  ephemeral: z.boolean().optional(),
});
const Output = z.strictObject({
  kind: z.literal("output"),
  name: Name,
  value: Value,
  description: z.string().optional(),
  sensitive: z.boolean().optional(),
});
const Local = z.strictObject({ kind: z.literal("local"), name: Name, value: Value });
/** A further configuration of a provider: another region. */
const Provider = z.strictObject({
  kind: z.literal("provider"),
  provider: z.string().regex(/^[a-z][a-z0-9_-]*$/),
  alias: Name,
  arguments: Arguments,
});

/** Takes over what exists already, by the id that the provider knows it by. */
const Import = z.strictObject({ kind: z.literal("import"), address: Address, id: z.string() });

export const Operation = z.discriminatedUnion("kind", [
  Create,
  Edit,
  z.strictObject({ kind: z.literal("remove"), address: Address }),
  /** Another Terraform name; what is deployed stays (`moved`). */
  z.strictObject({ kind: z.literal("rename"), address: Address, name: Name }),
  /** What is deployed was called otherwise before (`moved`). */
  z.strictObject({ kind: z.literal("moved"), from: Address, to: Address }),
  Import,
  /** Not managed here any longer, and not destroyed either (`removed`). */
  z.strictObject({ kind: z.literal("removed"), address: Address }),
  Variable,
  Output,
  Local,
  Provider,
]);
export type Operation = z.infer<typeof Operation>;
export type OperationOf<Kind extends Operation["kind"]> = Extract<Operation, { kind: Kind }>;

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

/** What models are given to answer by: the same rules, each once. */
export function typedChangeSchema() {
  return z.toJSONSchema(TypedChange, { io: "input", reused: "ref" });
}
