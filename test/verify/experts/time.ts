import { MODEL_VENDORS, type ModelVendor } from "#shared/core/model.ts";
import { Duty } from "#shared/core/review.ts";
import type { Fault } from "./faults.ts";
import { atMost, differs, type Row } from "./rows.ts";
import { play, type Roster, SLACK_MS, type Stage } from "./stage.ts";

const SILENT: readonly Fault[] = ["timeout", "slow drip"];
const NEVER = 20_000;
/** Two calls do not fit into the seat, nor three into the circle. */
const OF_SEAT = { call: 2200, seat: 3000, circle: 6000 };
const OF_CIRCLE = { call: 2200, seat: 6000, circle: 3000 };
const OF_PAUSE = { call: 6000, seat: 2000, circle: 6000 };
const PAUSE_S = 4;

/** Models that all keep silent: the clock of the seat, of the circle, and of neither, where a vendor asks to wait. */
export function timeRows(stage: Stage): Row[] {
  const rowOf = (line: string, fault: string, misses: Row["misses"]): Row => ({
    ...{ kind: "nobody answers in time", line, column: fault, misses, waits: true },
  });
  const seats = Duty.options.flatMap((duty, at) =>
    MODEL_VENDORS.map((vendor, by) => {
      const fault = SILENT[(at + by) % SILENT.length] ?? "timeout";
      return rowOf(`the time of the seat ends it: ${duty}`, fault, () =>
        seatEnds({ fault, vendor, duty }, stage),
      );
    }),
  );
  const circles = SILENT.flatMap((fault) =>
    MODEL_VENDORS.map((vendor) =>
      rowOf("the time of the circle ends all seats", fault, () => circleEnds(fault, vendor, stage)),
    ),
  );
  const asking = MODEL_VENDORS.map((vendor) =>
    rowOf("a pause that is longer than the seat has", "429", () => pauseEnds(vendor, stage)),
  );
  return [...circles, ...seats, ...asking];
}

interface Case {
  readonly fault: Fault;
  readonly vendor: ModelVendor;
  readonly duty: Duty;
}

async function seatEnds({ fault, vendor, duty }: Case, stage: Stage): Promise<string[]> {
  const models = [vendor, nextOf(vendor)].map((one) => stage.vendors.hire(one, { fault }));
  const deadlines = stage.plant === "no-seat-clock" ? { ...OF_SEAT, seat: NEVER } : OF_SEAT;
  const played = await play({ roster: { [duty]: models }, deadlines }, stage);
  const { attempts, standing } = played.of(duty);
  return [
    ...differs("attempts", attempts.map(({ outcome }) => outcome).join(), "timeout,timeout"),
    ...differs("is heard", standing === "heard", false),
    ...differs("is approved", played.verdict.kind === "approved", false),
    ...atMost("milliseconds", played.milliseconds, OF_SEAT.seat + SLACK_MS),
  ];
}

/** Each seat has three silent models: the last one is never asked. */
async function circleEnds(fault: Fault, vendor: ModelVendor, stage: Stage): Promise<string[]> {
  const order = [vendor, nextOf(vendor), nextOf(nextOf(vendor))];
  const roster: Roster = Object.fromEntries(
    Duty.options.map((duty) => [duty, order.map((one) => stage.vendors.hire(one, { fault }))]),
  );
  const deadlines = stage.plant === "no-circle-clock" ? { ...OF_CIRCLE, circle: NEVER } : OF_CIRCLE;
  const played = await play({ roster, deadlines }, stage);
  const last = Duty.options.flatMap((duty) => roster[duty]?.at(-1) ?? []);
  return [
    ...differs("attempts", played.reviews.map(({ attempts }) => attempts.length).join(), "2,2,2,2"),
    ...differs(
      "calls of the last",
      last.reduce((sum, name) => sum + stage.vendors.asked(name), 0),
      0,
    ),
    ...differs("the verdict", played.verdict.kind, "undecided"),
    ...atMost("milliseconds", played.milliseconds, OF_CIRCLE.circle + SLACK_MS),
  ];
}

/** The pause fits into the call, and not into what is left of the seat. */
async function pauseEnds(vendor: ModelVendor, stage: Stage): Promise<string[]> {
  const model = stage.vendors.hire(vendor, { fault: "429 for an hour", wait: PAUSE_S });
  const played = await play({ roster: { cost: [model] }, deadlines: OF_PAUSE }, stage);
  return [
    ...differs("calls", stage.vendors.asked(model), 1),
    ...differs("the seat", played.of("cost").standing, "silent"),
    ...atMost("milliseconds", played.milliseconds, OF_PAUSE.seat + SLACK_MS),
  ];
}

function nextOf(vendor: ModelVendor): ModelVendor {
  return MODEL_VENDORS[(MODEL_VENDORS.indexOf(vendor) + 1) % MODEL_VENDORS.length] ?? vendor;
}
