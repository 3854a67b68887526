import type { Model, ModelName } from "#shared/core/model.ts";
import type { Purse, Wallet } from "#shared/core/purse.ts";
import type { VerdictRules } from "#shared/core/review.ts";
import type { Seat } from "#shared/core/seat.ts";
import { Seats } from "#shared/core/settings.ts";
import { type Circle, deadlinesOf, placesOf } from "../../app/experts/circle.ts";

/** Pays whatever is asked for. */
const PAID: Purse = { reserve: () => ({ settle: () => undefined }) };
export const FREE: Wallet = { purseOf: () => PAID, bill: () => [] };

interface Parts {
  readonly analysers?: readonly Seat[];
  /** As `seats` of the settings. */
  readonly roster?: object;
  readonly models?: Readonly<Record<string, Model>>;
  readonly authors?: readonly ModelName[];
  readonly deadlines?: Partial<Circle["deadlines"]>;
  readonly rules?: Partial<VerdictRules>;
  readonly wallet?: Wallet;
}

/** A circle of a test: models by `vendor/model`, the usual deadlines and rules unless said. */
export function circleOf({ analysers = [], roster = {}, models = {}, ...more }: Parts): Circle {
  const seats = Seats.parse(roster);
  const { required, quorum } = seats;
  return {
    places: placesOf(seats, analysers),
    models: {
      open: ({ vendor, model }) => models[`${vendor}/${model}`] ?? null,
      purseOf: (more.wallet ?? FREE).purseOf,
      authors: more.authors ?? [],
    },
    deadlines: { ...deadlinesOf(seats), ...more.deadlines },
    rules: { required, quorum, floor: "high", findings: [], ...more.rules },
  };
}
