import { familyOf, MODEL_VENDORS, type ModelName, type ModelVendor } from "#shared/core/model.ts";
import { Duty } from "#shared/core/review.ts";
import { ALL_FAULTS, type Fault, isSilence } from "./faults.ts";
import { differs, type Row } from "./rows.ts";
import { play, type Roster, type Stage } from "./stage.ts";

/** Whoever stands in: no model sits twice, and no vendor that has written sits in security. */
export function seatingRows(stage: Stage): Row[] {
  return ALL_FAULTS.filter((fault) => !isSilence(fault)).flatMap((fault) =>
    MODEL_VENDORS.flatMap((vendor): Row[] => [
      {
        ...{ kind: "who stands in", line: fault, column: "no model in two seats" },
        misses: () => sharedRoster(fault, vendor, stage),
      },
      {
        ...{ kind: "who stands in", line: fault, column: "no author's vendor in security" },
        misses: () => authorKeptOut(fault, vendor, stage),
      },
    ]),
  );
}

/** All four seats name the same four models, of which the first fails: whoever takes it is left with the others that are free. */
async function sharedRoster(fault: Fault, vendor: ModelVendor, stage: Stage): Promise<string[]> {
  const { vendors, plant } = stage;
  const others = MODEL_VENDORS.filter((one) => one !== vendor).slice(0, 3);
  const models = [vendors.hire(vendor, { fault }), ...others.map((one) => vendors.hire(one))];
  const twin = (name: ModelName) => (plant === "two-seats" ? { ...name, model: `${name.model}-twin` } : name);
  const roster: Roster = Object.fromEntries(
    Duty.options.map((duty, at) => [duty, at === 0 ? models : models.map(twin)]),
  );
  const { reviews } = await play({ roster }, stage);
  const sat = reviews.flatMap(({ duty, attempts }) =>
    attempts
      .filter(({ outcome }) => outcome !== "in-another-seat")
      .map((one) => ({ duty, who: `${familyOf(one.vendor)}/${one.model.replace("-twin", "")}` })),
  );
  const seats = Map.groupBy(sat, ({ who }) => who);
  const twice = [...seats].filter(([, own]) => new Set(own.map(({ duty }) => duty)).size > 1);
  const answered = reviews.flatMap(({ attempts }) =>
    attempts.filter(({ outcome }) => outcome === "answered"),
  );
  return [
    ...differs("models in two seats", twice.map(([who]) => who).join(), ""),
    ...differs("seats that a model fills", answered.length, 3),
  ];
}

/** The first model of security fails, the second is of the author's vendor, the third of neither. */
async function authorKeptOut(fault: Fault, vendor: ModelVendor, stage: Stage): Promise<string[]> {
  const { vendors, plant } = stage;
  const free = MODEL_VENDORS.filter((one) => familyOf(one) !== familyOf(vendor));
  const [first = vendor, third = vendor] = free;
  const models = [vendors.hire(first, { fault }), vendors.hire(vendor), vendors.hire(third)];
  const authors = plant === "own-vendor" ? [] : [{ vendor, model: "writer" }];
  const played = await play({ roster: { security: models }, authors }, stage);
  const { attempts } = played.of("security");
  const own = models[1] ?? { vendor, model: "" };
  return [
    ...differs("calls of the author's vendor", vendors.asked(own), 0),
    ...differs("outcome of it", attempts[1]?.outcome, "same-vendor-as-author"),
    ...differs("who answered", attempts.at(-1)?.model, models[2]?.model),
  ];
}
