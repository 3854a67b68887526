import { z } from "zod";
import { Finding } from "./finding.ts";
import { Json } from "./json.ts";

export const Duty = z.enum(["security", "reliability", "cost", "fidelity"]);
export type Duty = z.infer<typeof Duty>;

/** What an expert holds against a change, anchored: the host looks the quoted value up before it counts. */
export const ExpertFinding = Finding.extend({ quoted: Json });
export type ExpertFinding = z.infer<typeof ExpertFinding>;

/** What one seat said. `by` names who filled it: a model, or an analyser that needs no key. */
export const Review = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("answered"),
    duty: Duty,
    by: z.string(),
    findings: z.array(ExpertFinding),
    /** Remarks, and findings whose quote was not found in the change. */
    notes: z.array(z.string()),
  }),
  z.object({ kind: z.literal("silent"), duty: Duty, by: z.string(), reason: z.string() }),
]);
export type Review = z.infer<typeof Review>;

export const Verdict = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("approved") }),
  z.object({ kind: z.literal("objected"), findings: z.array(Finding) }),
  z.object({ kind: z.literal("undecided"), missing: z.array(Duty) }),
]);
export type Verdict = z.infer<typeof Verdict>;
