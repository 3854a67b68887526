import { z } from "zod";
import { Finding, Severity } from "./finding.ts";
import { Json } from "./json.ts";
import { ModelFailure, ModelName } from "./model.ts";

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

/** How an attempt ended: with an answer, with a failure, or before it began (from `not-configured` on). */
const Outcome = z.enum([
  "answered",
  ...ModelFailure.options,
  "cancelled",
  /** The server has no key for it, or does not know where it is. */
  "not-configured",
  /** The change is more than a model is shown, however it is summarised. */
  "too-large",
  /** Who wrote does not sit in security. */
  "same-vendor-as-author",
  "in-another-seat",
  /** The verdict could not change any more. */
  "not-needed",
]);
export type Outcome = z.infer<typeof Outcome>;

/** One attempt to fill a seat with a model: its calls, what they cost and how it ended. */
export const Attempt = ModelName.extend({
  outcome: Outcome,
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

export type Attempt = z.infer<typeof Attempt>;

/** The analyser of a seat, and why it was not heard, null where it was; absent where the seat has none. */
const Analyser = z.object({ by: z.string(), failed: z.string().nullable() });

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
    analyser: Analyser.optional(),
    attempts: z.array(Attempt),
  }),
  z.object({
    kind: z.literal("silent"),
    duty: Duty,
    by: z.string(),
    reason: z.string(),
    analyser: Analyser.optional(),
    attempts: z.array(Attempt),
  }),
]);
export type Review = z.infer<typeof Review>;

/** All that the verdict depends on besides what the seats said. */
export const VerdictRules = z.object({
  /** Duties that may not be silent; security never may. */
  required: z.array(Duty),
  /** How many seats must be heard; three, or all where there are fewer, unless said. */
  quorum: z.int().min(1).optional(),
  /** From this severity on a finding may object. */
  floor: Severity,
  /** US dollars a month that the seat of cost lets pass; no limit unless said. */
  monthlyDelta: z.number().optional(),
  /** What policies, contract and scanner have found. */
  findings: z.array(Finding),
});
export type VerdictRules = z.infer<typeof VerdictRules>;

/** `dissent`: verified findings that did not decide, kept for the people. */
export const Verdict = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("approved"), dissent: z.array(Finding) }),
  z.object({ kind: z.literal("objected"), findings: z.array(Finding), dissent: z.array(Finding) }),
  z.object({ kind: z.literal("undecided"), missing: z.array(Duty), dissent: z.array(Finding) }),
]);
export type Verdict = z.infer<typeof Verdict>;
