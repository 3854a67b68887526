import type { Consultation, Consulted, Held, Seated } from "#shared/core/consultation.ts";
import { plainJson } from "#shared/core/json.ts";
import type { Review } from "#shared/core/review.ts";
import type { Packet } from "#shared/core/seat.ts";
import { ANALYSER, modelVoice, voiceOf } from "#shared/core/voice.ts";
import { findingName } from "#shared/ledger/finding-name.ts";
import { digestOf } from "../packet/shuffled.ts";
import { promptDigest } from "../prompt/prompts.ts";

type Told = Omit<Consulted, "comment" | "pullRequest" | "stack" | "sealed">;

/** What the ledger says of a consultation in clear. */
export function told(consultation: Consultation): Told {
  const { packet, reviews, verdict } = consultation;
  return {
    packet: digestOf(plainJson(packet)),
    consultation: digestOf(plainJson(consultation)),
    seats: reviews.map((review) => seated(review, packet)),
    verdict: verdict.kind,
    dollars: dollarsOf(reviews),
  };
}

function seated(review: Review, packet: Packet): Seated {
  const { duty, by, attempts } = review;
  const findings = review.kind === "answered" ? review.findings : [];
  const found = Object.groupBy(findings, ({ severity }) => severity);
  return {
    ...{ duty, by, isHeard: review.kind === "answered" },
    prompt: attempts.length === 0 ? null : promptDigest(duty, packet),
    attempts: attempts.map(({ answer: _, ...attempt }) => attempt),
    found: Object.fromEntries(Object.entries(found).map(([severity, of]) => [severity, of.length])),
    rules: new Set(findings.map(({ rule }) => rule)).size,
    resources: new Set(findings.map(({ resource }) => resource)).size,
    demoted: review.kind === "answered" ? review.demoted : 0,
    ...{ voices: voicesIn(review), held: heldBy(review) },
  };
}

/** An analyser was heard where somebody other than the models fills the seat. */
function voicesIn(review: Review): string[] {
  if (review.kind === "silent") return [];
  const models = review.attempts.filter(({ outcome }) => outcome === "answered");
  const isAlone = review.by === models.map(({ vendor, model }) => `${vendor}/${model}`).join(" + ");
  return [...models.map(modelVoice), ...(isAlone ? [] : [ANALYSER])];
}

/** What one voice says of one place by one rule is one finding, however often it says it. */
function heldBy(review: Review): Held[] {
  if (review.kind === "silent") return [];
  const held = review.findings.map((finding) => {
    const { severity, dimension } = finding;
    return { name: findingName(review.duty, finding), by: voiceOf(review, finding), severity, dimension };
  });
  return [...new Map(held.map((one) => [`${one.by} ${one.name}`, one])).values()];
}

function dollarsOf(reviews: readonly Review[]): number {
  return reviews.flatMap(({ attempts }) => attempts).reduce((sum, { dollars }) => sum + dollars, 0);
}
