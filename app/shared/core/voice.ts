import { familyOf, type ModelName } from "./model.ts";
import type { ExpertFinding, Review } from "./review.ts";

/** How an analyser is called among the voices of a seat. */
export const ANALYSER = "analyser";

/** A model by who has made it: both ways to Google lead to the same one. */
export function modelVoice({ vendor, model }: ModelName): string {
  return `${familyOf(vendor)}/${model}`;
}

/** Who of the seat has said this. */
export function voiceOf({ attempts }: Review, { by }: Pick<ExpertFinding, "by">): string {
  const answered = attempts.find(({ outcome }) => outcome === "answered");
  return by === "analyser" || answered === undefined ? ANALYSER : modelVoice(answered);
}
