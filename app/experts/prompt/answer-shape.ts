import { z } from "zod";
import { Severity } from "#shared/core/finding.ts";
import { Json, type JsonObject } from "#shared/core/json.ts";

const text = (says: string) => z.string().describe(says);

const Found = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  dimension: z.enum(["security", "reliability", "cost", "intent"]),
  severity: Severity,
  address: text("address of the resource"),
  path: text("place of the attribute inside it, such as ingress[0].cidr_blocks[0]"),
  quoted: text("the exact value at that place: a string as it is, any other value as compact JSON"),
  rule: text("the rule or reference that it breaks"),
  message: text("one sentence: what is wrong"),
  edit: text("JSON text of one typed operation that would mend it").optional(),
  monthly: z
    .string()
    .regex(/^(?:\d{1,9}(?:\.\d{1,4})?)?$/)
    .describe("what this adds to the bill, in US dollars a month, such as 12.50")
    .optional(),
});
export type Found = z.infer<typeof Found>;

/** What a model in a seat may answer: findings first, what it could not judge afterwards, and never a verdict. */
export const Answer = z
  .strictObject({ findings: z.array(Found), unknowns: z.array(z.string()) })
  .refine(({ findings }) => new Set(findings.map(({ id }) => id)).size === findings.length, {
    params: { reason: "duplicate-id" },
  });

export const ANSWER_SCHEMA = Json.parse(z.toJSONSchema(Answer)) as JsonObject;
