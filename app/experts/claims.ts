import type { ModelName } from "#shared/core/model.ts";
import type { Duty, Outcome } from "#shared/core/review.ts";
import { identityOf, makerOf } from "#shared/core/same-model.ts";

type Refused = Extract<Outcome, "same-vendor-as-author" | "in-another-seat">;

/** Takes a model for a seat, for good; null where the seat has it. */
export type Claim = (duty: Duty, name: ModelName) => Refused | null;

/** No model sits in two seats, whichever way it is reached and called, and nobody who has made an author sits in security. */
export function claimsBeside(authors: readonly ModelName[]): Claim {
  const writing = new Set(authors.map(makerOf));
  const taken = new Map<string, Duty>();
  return (duty, model) => {
    if (duty === "security" && writing.has(makerOf(model))) return "same-vendor-as-author";
    const name = identityOf(model);
    const holder = taken.get(name) ?? duty;
    taken.set(name, holder);
    return holder === duty ? null : "in-another-seat";
  };
}
