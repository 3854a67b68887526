import { MODEL_VENDORS, type ModelName, type ModelVendor } from "#shared/core/model.ts";
import { Duty } from "#shared/core/review.ts";
import { ALL_FAULTS, endsAs, type Fault, isSilence } from "./faults.ts";
import { atMost, differs, type Row } from "./rows.ts";
import { atWorst, dollarsOf, LONG, play, type Roster, SHORT, SLACK_MS, type Stage } from "./stage.ts";

interface Case {
  readonly duty: Duty;
  readonly vendor: ModelVendor;
  readonly fault: Fault;
}

/** Who stands in: another vendor's model. */
const STAND_IN: Readonly<Record<ModelVendor, ModelVendor>> = {
  ...{ anthropic: "openai", openai: "google", google: "anthropic" },
  ...{ "google-genai": "compatible", compatible: "google-genai" },
};

/** Every fault × every seat × every vendor: of the only model of a seat, and of the first one where another stands in. */
export function matrixRows(stage: Stage): Row[] {
  const cases = ALL_FAULTS.flatMap((fault) =>
    Duty.options.flatMap((duty) => MODEL_VENDORS.map((vendor): Case => ({ fault, duty, vendor }))),
  );
  const rowOf = (kind: string, one: Case, misses: Row["misses"]): Row => ({
    ...{
      kind,
      line: `${one.fault}: ${endsAs(one.fault).outcome}`,
      column: one.duty,
      misses,
      waits: isSilence(one.fault),
    },
  });
  return cases.flatMap((one) => [
    rowOf("the only model of a seat fails", one, () => alone(one, stage)),
    rowOf("the first model of a seat fails, and another stands in", one, () => replaced(one, stage)),
  ]);
}

/** One seat whose only model fails, beside three that are well. */
async function alone(one: Case, stage: Stage): Promise<string[]> {
  const { duty, vendor, fault } = one;
  const faulty = stage.vendors.hire(vendor, { fault });
  const clocks = clocksFor(fault);
  const deadlines = stage.plant === "deadline" ? { ...clocks, call: 2 * clocks.call } : clocks;
  const played = await play({ roster: beside(duty, [faulty], stage), deadlines }, stage);
  const { standing, attempts } = played.of(duty);
  const hasFloor = duty === "security" || duty === "fidelity";
  return [
    ...differs("attempts", attempts.map(({ outcome }) => outcome).join(), endsAs(fault).outcome),
    ...differs("calls", stage.vendors.asked(faulty), endsAs(fault).calls),
    ...differs("the seat", standing, hasFloor ? "degraded" : "silent"),
    ...differs("the verdict", played.verdict.kind, duty === "security" ? "undecided" : "approved"),
    ...atMost("milliseconds", played.milliseconds, clocksFor(fault).call + SLACK_MS),
    ...differs("dollars", played.dollars, costOf(one, faulty, stage)),
    ...differs("dollars written down", played.written, played.dollars),
  ];
}

/** The same with a second model: the seat is heard, both attempts are on record, and both are paid for. */
async function replaced(one: Case, stage: Stage): Promise<string[]> {
  const { duty, vendor, fault } = one;
  const faulty = stage.vendors.hire(vendor, { fault });
  const second = stage.vendors.hire(STAND_IN[vendor]);
  const played = await play(
    { roster: beside(duty, [faulty, second], stage), deadlines: clocksFor(fault) },
    stage,
  );
  const { standing, attempts: all } = played.of(duty);
  const attempts = stage.plant === "unrecorded" ? all.slice(-1) : all;
  const { outcome, calls } = endsAs(fault);
  const bill = dollarsOf(second, stage.vendors.billed(second));
  return [
    ...differs("attempts", attempts.map((attempt) => attempt.outcome).join(), `${outcome},answered`),
    ...differs("who answered", attempts.at(-1)?.model, second.model),
    ...differs("calls", stage.vendors.asked(faulty), calls),
    ...differs("further calls", stage.vendors.asked(second), 1),
    ...differs("the seat", standing, "heard"),
    ...differs("the verdict", played.verdict.kind, "approved"),
    ...atMost("milliseconds", played.milliseconds, clocksFor(fault).call + SLACK_MS),
    ...differs("dollars", played.dollars, costOf(one, faulty, stage) + bill),
    ...differs("dollars written down", played.written, played.dollars),
  ];
}

function clocksFor(fault: Fault) {
  return isSilence(fault) ? SHORT : LONG;
}

/** The models in their seat, beside others that cost nothing and are well. */
function beside(duty: Duty, models: readonly ModelName[], { vendors }: Stage): Roster {
  return Object.fromEntries(
    Duty.options.map((one) => [one, one === duty ? models : [vendors.hire("compatible")]]),
  );
}

function costOf({ duty, fault }: Case, name: ModelName, { vendors }: Stage): number {
  const { costs, calls } = endsAs(fault);
  if (costs === "the worst case") return calls * atWorst(duty, name);
  return costs === "nothing" ? 0 : dollarsOf(name, vendors.billed(name));
}
