import type { Consulted, Seated } from "#shared/core/consultation.ts";
import type { Fate } from "#shared/core/finding-outcome.ts";
import { ModelFailure } from "#shared/core/model.ts";
import { Duty } from "#shared/core/review.ts";
import { ANALYSER, modelVoice, type PrecisionOf } from "#shared/core/voice.ts";
import type { Case, History } from "./history.ts";
import { type Precision, precisionOf } from "./precision.ts";

/** What became of all that one voice of a seat has said; `by` is null for the seat as a whole. */
export interface Tally {
  readonly duty: Duty;
  readonly by: string | null;
  /** Consultations in which it was asked, and in which it was heard. */
  readonly asked: number;
  readonly heard: number;
  /** Findings that were fixed, waived or reverted; that were dismissed or quote what is not there; nothing became of. */
  readonly right: number;
  readonly wrong: number;
  readonly open: number;
  /** Of the wrong ones, those that quote what is not there. */
  readonly demoted: number;
  readonly precision: Precision;
  readonly dollars: number;
  /** Of the middle one of its answers, null where there is none. */
  readonly milliseconds: number | null;
}

/** A row for each seat that was ever asked, followed by one for each of its voices. */
export function talliesOf(history: History): readonly Tally[] {
  const sittings = history.consultations.flatMap(sittingsIn);
  return Duty.options.flatMap((duty) => {
    const own = sittings.filter((one) => one.duty === duty);
    const cases = history.cases.filter(({ about }) => about.duty === duty);
    const voices = Map.groupBy(own, ({ by }) => by);
    const rows = [...voices].map(([by, sat]) => {
      return {
        ...tally(
          sat,
          cases.filter(({ about }) => about.by === by),
        ),
        duty,
        by,
      };
    });
    const worked = rows.filter(({ asked, dollars }) => asked > 0 || dollars > 0);
    return rows.length === 0 ? [] : [{ ...tally(own, cases), ...counted(history, duty) }, ...worked];
  });
}

/** What is believed of each voice by its outcomes; of one that has none, what is believed of anybody. */
export function precisionsIn(history: History): PrecisionOf {
  const known = new Map(talliesOf(history).map(({ duty, by, precision }) => [`${duty} ${by}`, precision]));
  const nobody = precisionOf({ right: 0, wrong: 0 });
  return (duty, by) => (known.get(`${duty} ${by}`) ?? nobody).mean;
}

/** What one voice did in one consultation. */
interface Sitting {
  readonly duty: Duty;
  readonly by: string;
  /** False where it was passed over or stopped before it could answer. */
  readonly isAsked: boolean;
  readonly isHeard: boolean;
  readonly demoted: number;
  readonly dollars: number;
  /** Of an answer. */
  readonly milliseconds: number | null;
}

function sittingsIn({ seats }: Consulted): Sitting[] {
  return seats.flatMap((seat) => [...modelSittings(seat), ...analyserSitting(seat)]);
}

const REACHED: readonly string[] = ["answered", ...ModelFailure.options];

function modelSittings({ duty, attempts, demoted }: Seated): Sitting[] {
  return attempts.map(({ outcome, dollars, milliseconds, ...name }) => {
    const isHeard = outcome === "answered";
    const took = isHeard ? { demoted, milliseconds } : { demoted: 0, milliseconds: null };
    return { duty, by: modelVoice(name), isAsked: REACHED.includes(outcome), isHeard, dollars, ...took };
  });
}

/** An analyser quotes what it has read: where a model was heard, what was demoted is the model's. */
function analyserSitting({ duty, voices, demoted }: Seated): Sitting[] {
  if (!voices.includes(ANALYSER)) return [];
  const own = { duty, by: ANALYSER, isAsked: true, isHeard: true, dollars: 0, milliseconds: null };
  return [{ ...own, demoted: voices.length === 1 ? demoted : 0 }];
}

const RIGHT: readonly (Fate | null)[] = ["fixed", "waived", "reverted"];

function tally(sittings: readonly Sitting[], cases: readonly Case[]): Omit<Tally, "duty" | "by"> {
  const right = cases.filter(({ outcome }) => RIGHT.includes(outcome)).length;
  const demoted = sum(sittings.map((one) => one.demoted));
  const wrong = cases.filter(({ outcome }) => outcome === "dismissed").length + demoted;
  return {
    asked: sittings.filter(({ isAsked }) => isAsked).length,
    heard: sittings.filter(({ isHeard }) => isHeard).length,
    ...{ right, wrong, open: cases.filter(({ outcome }) => outcome === null).length, demoted },
    precision: precisionOf({ right, wrong }),
    dollars: sum(sittings.map(({ dollars }) => dollars)),
    milliseconds: median(sittings.flatMap((one) => one.milliseconds ?? [])),
  };
}

/** A seat is asked once in a consultation, however many stand in for one another. */
function counted({ consultations }: History, duty: Duty) {
  const seats = consultations.flatMap(({ seats }) => seats.filter((seat) => seat.duty === duty));
  const heard = seats.filter(({ isHeard }) => isHeard).length;
  return { duty, by: null, asked: seats.length, heard };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** The lower of the two in the middle, so that it is one that was measured. */
function median(numbers: readonly number[]): number | null {
  return numbers.toSorted((one, other) => one - other)[Math.floor((numbers.length - 1) / 2)] ?? null;
}
