import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ReviewedPlan } from "#shared/core/sealed-review.ts";
import { embedReview, findReview, openReview, sealReview } from "#shared/review/seal.ts";
import { CIRCUMSTANCES, KEY } from "./plan-fixture.ts";

const REVIEW = ReviewedPlan.parse({
  version: 1,
  repository: "acme/infra",
  pullRequest: 12,
  headSha: "a".repeat(40),
  baseSha: "b".repeat(40),
  ...CIRCUMSTANCES,
  fingerprint: "f",
  verdict: "passed",
  class: "ordinary",
  stateSerial: null,
  outline: { "aws_s3_bucket.a": "update 0123" },
});
const forged = expect.objectContaining({ code: "apply/forged-review" });

describe("a sealed review", () => {
  it("opens with the key that sealed it, out of the summary of a check run", () => {
    const found = findReview(`# Plan\n${embedReview(sealReview(REVIEW, KEY))}\nmore`);
    expect(found && openReview(found, KEY)).toEqual(REVIEW);
  });

  it("is refused under another key", () => {
    expect(() => openReview(sealReview(REVIEW, new Uint8Array(32)), KEY)).toThrow(forged);
  });

  it("is refused when any field was changed", () => {
    const sealed = sealReview(REVIEW, KEY);
    fc.assert(
      fc.property(fc.constantFrom("headSha", "stack", "fingerprint", "account", "verdict"), (field) => {
        const review = { ...sealed.review, [field]: field === "verdict" ? "blocked" : "other" };
        expect(() => openReview({ ...sealed, review }, KEY)).toThrow(forged);
      }),
    );
  });

  it("is refused when its line does not hold a review", () => {
    expect(() => findReview(`<!-- code:review ${Buffer.from("{}").toString("base64")} -->`)).toThrow(forged);
    expect(() => openReview({ review: REVIEW, seal: "zz" }, KEY)).toThrow(forged);
  });

  it("is not found where there is none", () => {
    expect(findReview("# Plan\n")).toBeNull();
  });
});
