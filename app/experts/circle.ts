import type { Consultation } from "#shared/core/consultation.ts";
import type { Finding } from "#shared/core/finding.ts";
import type { ModelName } from "#shared/core/model.ts";
import type { OpenModel } from "#shared/core/open-model.ts";
import type { Wallet } from "#shared/core/purse.ts";
import { Duty, type VerdictRules } from "#shared/core/review.ts";
import type { Seat } from "#shared/core/seat.ts";
import type { Settings } from "#shared/core/settings.ts";

/** One duty of the circle: the analyser that is its floor, and the models that may sit on it, in order. */
export interface Place {
  readonly duty: Duty;
  readonly analyser: Seat | null;
  readonly models: readonly ModelName[];
}

/** How the seats of one request reach models, who pays, and which models have written what they judge. */
export interface SeatModels {
  readonly open: OpenModel;
  readonly purseOf: Wallet["purseOf"];
  readonly authors: readonly ModelName[];
}

/** Nobody can be reached, and nothing is paid. */
export const NO_MODELS: SeatModels = {
  open: () => null,
  purseOf: () => ({ reserve: () => ({ settle: () => undefined }) }),
  authors: [],
};

/** Who is asked, how long is waited (in milliseconds), and what decides. */
export interface Circle {
  readonly places: readonly Place[];
  readonly models: SeatModels;
  readonly deadlines: { readonly call: number; readonly seat: number; readonly circle: number };
  readonly rules: VerdictRules;
}

type Roster = Settings["seats"];

/** There is a place for every duty that has an analyser or a model. */
export function placesOf(roster: Roster, analysers: readonly Seat[]): Place[] {
  const places = Duty.options.map((duty) => ({
    duty,
    analyser: analysers.find((seat) => seat.duty === duty) ?? null,
    models: roster[duty].models,
  }));
  return places.filter(({ analyser, models }) => analyser !== null || models.length > 0);
}

/** What decides: the terms of the repository, and what policies, contract and scanner have found in the packet. */
export function rulesOf(
  { seats, thresholds, budgets }: Consultation["terms"],
  findings: readonly Finding[],
): VerdictRules {
  const { required, quorum } = seats;
  return {
    ...{ required, quorum, floor: thresholds.block },
    ...{ monthlyDelta: budgets.monthly_delta, findings: [...findings] },
  };
}

/** The deadlines of the settings, which are in seconds. */
export function deadlinesOf({ deadlines }: Roster): Circle["deadlines"] {
  const { call, seat, circle } = deadlines;
  return { call: call * 1000, seat: seat * 1000, circle: circle * 1000 };
}
