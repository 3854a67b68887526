import { createHmac, timingSafeEqual } from "node:crypto";
import { PipelineError } from "../core/error.ts";
import { canonicalJson } from "../core/json.ts";
import { parseJson } from "../core/parse.ts";
import { type ReviewedPlan, SealedReview } from "../core/sealed-review.ts";

const MARKER = /<!-- code:review ([A-Za-z0-9+/=]+) -->/;

/** Name of the check run in which the plan of a stack is reviewed. */
export function reviewCheckName(stack: string): string {
  return `code/plan ${stack}`;
}

/** The review with its HMAC-SHA-256 (hex) under the seal key. */
export function sealReview(review: ReviewedPlan, sealKey: Uint8Array): SealedReview {
  return { review, seal: macOf(review, sealKey) };
}

/** The review when its seal is genuine; `apply/forged-review` for anything else. */
export function openReview({ review, seal }: SealedReview, sealKey: Uint8Array): ReviewedPlan {
  const expected = Buffer.from(macOf(review, sealKey), "hex");
  const given = Buffer.from(seal, "hex");
  if (given.length === expected.length && timingSafeEqual(given, expected)) return review;
  throw new PipelineError(
    "apply/forged-review",
    "The review in the check run was not sealed by our plan job.",
    {
      next: "Find out who wrote the check run, then plan the pull request again.",
      details: { headSha: review.headSha, stack: review.stack },
    },
  );
}

/** The sealed review as an invisible line of Markdown, for the summary of a check run. */
export function embedReview(sealed: SealedReview): string {
  return `<!-- code:review ${Buffer.from(JSON.stringify(sealed)).toString("base64")} -->`;
}

/** The sealed review that a check run's summary carries, null when it carries none. */
export function findReview(summary: string): SealedReview | null {
  const encoded = MARKER.exec(summary)?.[1];
  if (encoded === undefined) return null;
  return parseJson(SealedReview, Buffer.from(encoded, "base64").toString("utf8"), "apply/forged-review");
}

function macOf(review: ReviewedPlan, sealKey: Uint8Array): string {
  return createHmac("sha256", sealKey)
    .update(`code/review/1\n${canonicalJson(review)}`)
    .digest("hex");
}
