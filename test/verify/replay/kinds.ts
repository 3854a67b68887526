import { Consultation } from "#shared/core/consultation.ts";
import type { Kept } from "../../support/replaying.ts";

const HAS: Readonly<Record<string, (one: Consultation) => boolean>> = {
  approved: ({ verdict }) => verdict.kind === "approved",
  objected: ({ verdict }) => verdict.kind === "objected",
  undecided: ({ verdict }) => verdict.kind === "undecided",
  "denied by a policy": ({ packet }) => packet.findings.length > 0,
  "with a usable answer": (one) => outcomesIn(one).includes("answered"),
  "with an unusable answer": (one) => outcomesIn(one).includes("malformed"),
  "with a refusal or half an answer": (one) =>
    outcomesIn(one).some((outcome) => outcome === "refused" || outcome === "truncated"),
  "with a vendor that is down": (one) => outcomesIn(one).includes("unavailable"),
  "with a model that stood in": ({ reviews }) =>
    reviews.some(({ attempts }) => attempts.length > 1 && attempts.at(-1)?.outcome === "answered"),
  "with a model wanted in two seats": (one) => outcomesIn(one).includes("in-another-seat"),
  "stopped because it was sure": (one) => outcomesIn(one).includes("not-needed"),
  "with demoted findings": ({ reviews }) =>
    reviews.some((review) => review.kind === "answered" && review.demoted > 0),
  "with a degraded seat": ({ reviews }) =>
    reviews.some((review) => review.kind === "answered" && review.degraded !== null),
  "with a silent seat": ({ reviews }) => reviews.some(({ kind }) => kind === "silent"),
};
export const KINDS = Object.keys(HAS);

/** What happened in a consultation. */
export function kindsOf({ content }: Kept): string[] {
  const one = Consultation.parse(content);
  return KINDS.filter((kind) => HAS[kind]?.(one) === true);
}

function outcomesIn({ reviews }: Consultation): string[] {
  return reviews.flatMap(({ attempts }) => attempts.map(({ outcome }) => outcome));
}
