import { PipelineError } from "#shared/core/error.ts";
import type { Review } from "#shared/core/review.ts";
import type { Packet } from "#shared/core/seat.ts";
import { findingsTable } from "#shared/report/findings-table.ts";
import { sentence } from "../../../app/cli/findings.ts";
import { endingOf } from "../../../app/intake/replies.ts";
import { pullRequestBody } from "../../../app/pull-request/body.ts";

/** What is said in public about one review: Markdown in the pull request, the check's table and the refusal of a comment; lines of a terminal. */
export interface Published {
  readonly pages: readonly string[];
  readonly lines: readonly string[];
}

export function publishedOf(review: Review, { request, contract, document }: Packet): Published {
  const findings = review.kind === "answered" ? review.findings : [];
  const body = pullRequestBody({
    ...{ requestId: "issue-7-1", requesters: ["ana"], request, stripped: [], settled: [], issue: 7 },
    ...{ contract, document, findings: [], offline: { kind: "passed" }, assumptions: [], bill: [] },
    reviews: [review],
    precision: () => 0.5,
    verdict: { kind: "approved", dissent: findings },
  });
  const held = findings.map(({ rule, resource, message }) => `${rule}: ${resource}: ${message}`).join("; ");
  const refusal = new PipelineError("experts/objected", held, { next: "Ask for something else." });
  const ended = endingOf(refusal, new AbortController().signal);
  return { pages: [body, findingsTable(findings), ended?.text ?? ""], lines: findings.map(sentence) };
}

const NEUTRAL = "x";

/** The same review, had the model said nothing but an x in every field of its own words. */
export function neutral(review: Review): Review {
  if (review.kind === "silent") return review;
  const findings = review.findings.map((found) => ({ ...found, rule: NEUTRAL, message: NEUTRAL }));
  return { ...review, findings, notes: review.notes.map(() => NEUTRAL) };
}
