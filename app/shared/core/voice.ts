import { familyOf, type ModelName } from "./model.ts";
import type { Duty, ExpertFinding, Review } from "./review.ts";

/** How an analyser is called among the voices of a seat. */
export const ANALYSER = "analyser";

/** How often a voice of a seat was right so far, between 0 and 1: it orders what is shown, and decides nothing. */
export type PrecisionOf = (duty: Duty, by: string) => number;

/** Whether models sat in the circle: only then it is in the ledger, so that something can be said of its findings. */
export function hasModels(reviews: readonly Review[]): boolean {
  return reviews.some(({ attempts }) => attempts.length > 0);
}

/** A model by who has made it: both ways to Google lead to the same one. */
export function modelVoice({ vendor, model }: ModelName): string {
  return `${familyOf(vendor)}/${model}`;
}

/** Who of the seat has said this. */
export function voiceOf({ attempts }: Review, { by }: Pick<ExpertFinding, "by">): string {
  const answered = attempts.find(({ outcome }) => outcome === "answered");
  return by === "analyser" || answered === undefined ? ANALYSER : modelVoice(answered);
}
