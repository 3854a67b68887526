import { z } from "zod";
import { Severity } from "./finding.ts";
import { Attempt, Duty, Review, Verdict } from "./review.ts";
import { Packet } from "./seat.ts";
import { Settings } from "./settings.ts";

/** The kind of the entry that records one. */
export const CONSULTED = "experts/consulted";

export const Digest = z.string().regex(/^[0-9a-f]{64}$/);

/** A consultation in full, as it is sealed: all that the verdict came from, so that it can be computed again. */
export const Consultation = z.strictObject({
  version: z.literal(2),
  /** Of the release that recorded it: its prompts, whatever the packet, and the code and policies that judge. */
  release: z.strictObject({ prompts: Digest, code: Digest }),
  packet: Packet,
  /** Of the default branch at that time: whatever weighing asks of them. */
  terms: Settings.pick({ seats: true, budgets: true, thresholds: true }),
  reviews: z.array(Review),
  verdict: Verdict,
});
export type Consultation = z.infer<typeof Consultation>;

/** A verified finding without a word of it. */
const Held = z.strictObject({
  /** Digest of duty, rule, resource and path: the same in every consultation that has it. */
  name: Digest,
  /** Which of the seat's voices said so. */
  by: z.string(),
  severity: Severity,
  dimension: Duty,
});
export type Held = z.infer<typeof Held>;

/** What one seat did, without a word of what it said. */
const Seated = z.strictObject({
  duty: Duty,
  by: z.string(),
  isHeard: z.boolean(),
  /** Digest of what its models were asked, null where none was. */
  prompt: Digest.nullable(),
  attempts: z.array(Attempt.omit({ answer: true })),
  /** Verified findings by severity, and how many rules and resources they name. */
  found: z.record(z.string(), z.int()),
  rules: z.int(),
  resources: z.int(),
  demoted: z.int(),
  /** Who was heard in it: a model by its maker and name, `analyser`, or both. */
  voices: z.array(z.string()).default([]),
  held: z.array(Held).default([]),
});
export type Seated = z.infer<typeof Seated>;

/** The body of the entry: who was asked, what it cost and what came of it, in clear; what quotes the repository is attached, sealed. */
export const Consulted = z.strictObject({
  comment: z.int(),
  /** Null while there is none. */
  pullRequest: z.int().nullable(),
  stack: z.string(),
  packet: Digest,
  /** Digest of the consultation in full: its name. */
  consultation: Digest,
  seats: z.array(Seated),
  verdict: z.enum(["approved", "objected", "undecided"]),
  dollars: z.number(),
  /** `left-out`: it is larger than an attachment may be, and its digests are all that is kept. */
  sealed: z.enum(["attached", "left-out"]),
});
export type Consulted = z.infer<typeof Consulted>;
