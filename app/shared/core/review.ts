import { z } from "zod";
import { Finding } from "./finding.ts";
import { Json } from "./json.ts";
import { ModelName } from "./model.ts";

export const Duty = z.enum(["security", "reliability", "cost", "fidelity"]);
export type Duty = z.infer<typeof Duty>;

/**
 * What an expert holds against a change, anchored: the host looks the quoted value up before it counts. `resource` is the address,
 * `path` the place inside it.
 */
export const ExpertFinding = Finding.extend({
  /** As the expert calls it, unique in its answer; "" from an analyser. */
  id: z.string().default(""),
  /** What it is about, which need not be the duty of the seat. */
  dimension: Duty,
  quoted: Json,
  /** Who says so: an analyser is a tool, a model is not. */
  by: z.enum(["analyser", "model"]),
  /** A typed operation that would mend it, as JSON; it is shown to the author and never applied. */
  edit: z.string().optional(),
  /** What this adds to the bill, by the expert's estimate, in US dollars a month. */
  monthly: z.number().optional(),
});
export type ExpertFinding = z.infer<typeof ExpertFinding>;

/** One attempt to fill a seat with a model: its calls, what they cost and how it ended. */
const Attempt = ModelName.extend({
  /** `answered`, a failure of models such as `rate-limited`, or why it was not asked, such as `same-vendor-as-author`. */
  outcome: z.string(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  cachedTokens: z.int(),
  reasoningTokens: z.int(),
  dollars: z.number(),
  milliseconds: z.int(),
  /** As the vendor names what has answered, and its number of the answer. */
  answeredAs: z.string().nullable(),
  requestId: z.string().nullable(),
  /** The answer as it was received, usable or not, null where none came: sealed in the ledger, shown nowhere. */
  answer: z.string().nullable(),
});

/** What one seat said. `by` names who filled it: a model, an analyser that needs no key, or both. */
export const Review = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("answered"),
    duty: Duty,
    by: z.string(),
    findings: z.array(ExpertFinding),
    /** Remarks, and findings whose quote was not found in the change. */
    notes: z.array(z.string()),
    /** How many findings became notes because their quote was not found: it counts against the precision of who sits here. */
    demoted: z.int().default(0),
    /** Why no model of the roster was heard, where one belongs here: the analyser alone has spoken. */
    degraded: z.string().nullable(),
    attempts: z.array(Attempt),
  }),
  z.object({
    kind: z.literal("silent"),
    duty: Duty,
    by: z.string(),
    reason: z.string(),
    attempts: z.array(Attempt),
  }),
]);
export type Review = z.infer<typeof Review>;

/** `dissent`: verified findings that did not decide, kept for the people. */
export const Verdict = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("approved"), dissent: z.array(Finding) }),
  z.object({ kind: z.literal("objected"), findings: z.array(Finding), dissent: z.array(Finding) }),
  z.object({ kind: z.literal("undecided"), missing: z.array(Duty), dissent: z.array(Finding) }),
]);
export type Verdict = z.infer<typeof Verdict>;
