import { MODEL_VENDORS } from "#shared/core/model.ts";
import { Duty } from "#shared/core/review.ts";
import { ALL_FAULTS, endsAs, type Fault } from "./faults.ts";
import { atMost, differs, type Row } from "./rows.ts";
import { play, type Roster, SLACK_MS, type Stage } from "./stage.ts";

/** As many as each seat may have. */
const MODELS = 4;
const CLOCKS = { call: 2000, seat: 3000, circle: 4000 };

/** Every vendor fails, each seat's every model: nothing is decided, and that in time. */
export function downRows(stage: Stage): Row[] {
  const rowOf = (line: string, faultAt: (at: number) => Fault): Row => ({
    ...{ kind: "all vendors are down", line, column: "undecided, in time, paid as written down" },
    misses: () => allDown(faultAt, stage),
    waits: true,
  });
  const pick = (at: number) => ALL_FAULTS[at % ALL_FAULTS.length] ?? "529";
  return [
    ...ALL_FAULTS.map((fault) => rowOf(fault, () => fault)),
    ...ALL_FAULTS.map((fault, by) => rowOf(`each otherwise, from ${fault} on`, (at) => pick(by + at))),
  ];
}

async function allDown(faultAt: (at: number) => Fault, stage: Stage): Promise<string[]> {
  const { vendors } = stage;
  let hired = 0;
  const next = () => {
    const fault = faultAt(hired);
    const vendor = MODEL_VENDORS[hired % MODEL_VENDORS.length] ?? "openai";
    hired += 1;
    return { fault, name: vendors.hire(vendor, { fault }) };
  };
  const seats = Duty.options.map((duty) => ({ duty, models: Array.from({ length: MODELS }, next) }));
  const roster: Roster = Object.fromEntries(
    seats.map(({ duty, models }) => [duty, models.map(({ name }) => name)]),
  );
  const played = await play({ roster, deadlines: CLOCKS }, stage);
  return [
    ...differs("the verdict", played.verdict.kind, "undecided"),
    ...atMost("milliseconds", played.milliseconds, CLOCKS.circle + SLACK_MS),
    ...differs("dollars written down", played.written, played.dollars),
    ...seats.flatMap(({ duty, models }) => [
      ...differs(`${duty} is heard`, played.of(duty).standing === "heard", false),
      ...played.of(duty).attempts.flatMap(({ outcome }, at) => {
        const own = models[at];
        const ends = own === undefined ? [] : [endsAs(own.fault).outcome, "timeout"];
        return ends.includes(outcome) ? [] : [`${duty}: ${own?.fault} ended as ${outcome}`];
      }),
    ]),
  ];
}
