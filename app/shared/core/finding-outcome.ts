import { z } from "zod";
import { Digest } from "./consultation.ts";
import { Duty } from "./review.ts";

/** The kind of the entry that records one. */
export const FINDING_OUTCOME = "experts/outcome";

/** `fixed`, `waived` and `reverted` say that the finding was right, `dismissed` that it was not. */
export const Fate = z.enum(["fixed", "waived", "dismissed", "reverted"]);
export type Fate = z.infer<typeof Fate>;

const About = {
  /** The last consultation in which the finding stood. */
  consultation: Digest,
  /** Its name there. */
  finding: Digest,
  duty: Duty,
  by: z.string(),
  dimension: Duty,
  stack: z.string(),
  /** Null where there was none yet. */
  pullRequest: z.int().nullable(),
};

/**
 * The body of the entry: what became of a finding, and through what. Fixed: a later consultation does not have it any more. Waived
 * (it is true, and the risk is taken) or dismissed: a person has said so in a comment, which holds the reason. Dismissed: merged, and nobody
 * had said anything. Reverted: that merge was taken back, so that the warning was apt after all. Nothing of it quotes the repository.
 */
export const FindingOutcome = z.discriminatedUnion("through", [
  z.strictObject({
    ...About,
    through: z.literal("consultation"),
    outcome: z.literal("fixed"),
    later: Digest,
  }),
  z.strictObject({
    ...About,
    through: z.literal("comment"),
    outcome: z.enum(["waived", "dismissed"]),
    actor: z.string(),
    comment: z.int(),
    /** Digest of the comment's text as it was read. */
    said: Digest,
  }),
  z.strictObject({
    ...About,
    through: z.literal("merge"),
    outcome: z.enum(["dismissed", "reverted"]),
    /** The pull request whose merge settled it, and the commit that brought it in. */
    merged: z.int(),
    commit: z.string(),
  }),
]);
export type FindingOutcome = z.infer<typeof FindingOutcome>;
