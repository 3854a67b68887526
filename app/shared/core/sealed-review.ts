import { z } from "zod";

/**
 * What the plan job vouches for, carried in the check run of the head commit and authenticated with the plan job's key.
 * `fingerprint` and what follows up to `toolVersions` must be the same at apply; serial and base commit are for the record.
 */
export const ReviewedPlan = z.strictObject({
  version: z.literal(1),
  repository: z.string(),
  pullRequest: z.int(),
  headSha: z.string(),
  baseSha: z.string(),
  stack: z.string(),
  environment: z.string(),
  account: z.string(),
  region: z.string(),
  fingerprint: z.string(),
  policyDigest: z.string(),
  lockFileDigest: z.string(),
  toolVersions: z.record(z.string(), z.string()),
  verdict: z.enum(["passed", "blocked"]),
  /** `ordinary`, or a class that lifts `import` and `removed` with an approval of its own. */
  class: z.enum(["ordinary", "recovery", "adoption", "rollback", "follow-up"]),
  stateSerial: z.int().nullable(),
  /** Each resource's actions and a short keyed digest, so that a later plan can be compared with this one; null when it would be too long. */
  outline: z.record(z.string(), z.string()).nullable().default(null),
});
export type ReviewedPlan = z.infer<typeof ReviewedPlan>;

/** The review and its HMAC-SHA-256 (hex) over the canonical JSON. */
export const SealedReview = z.strictObject({ review: ReviewedPlan, seal: z.string() });
export type SealedReview = z.infer<typeof SealedReview>;
