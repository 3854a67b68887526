import { parseArgs } from "node:util";
import { PipelineError } from "#shared/core/error.ts";
import type { JsonObject } from "#shared/core/json.ts";
import { TypedChange } from "#shared/core/typed-change.ts";
import { checkDecompiled } from "#shared/synth/edit-proved.ts";
import { emitChange } from "../../app/emit/emit-change.ts";
import { CATALOGUE } from "../support/catalogue.ts";
import { planMany } from "../support/plan-many/plan-many.ts";
import { objectAt } from "../support/plan-many/root-shaped.ts";
import { realSynthesiser } from "../support/synthesiser.ts";
import { literals } from "./escape/literals.ts";
import { type Case, KNOWN, PLACES, type PlannedTexts } from "./escape/places.ts";
import { planted } from "./escape/planted.ts";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "10800" },
    seed: { type: "string", default: "7" },
    plant: { type: "boolean", default: false },
  },
});
const TOGETHER = 540;

interface Batch {
  readonly id: string;
  readonly cases: readonly Case[];
  readonly change: TypedChange;
  json: JsonObject;
}

const names = Object.keys(PLACES);
const all = literals(Number(values.count), Number(values.seed)).map((literal, index): Case => {
  const place = names[index % names.length] ?? "";
  const made = PLACES[place]?.(literal, `n${index}`);
  if (made === undefined) throw new Error(`no place ${place}`);
  return { place, literal, ...made };
});
const synthesiser = await realSynthesiser();
const tally = new Map(names.map((name) => [name, { literals: 0, same: 0, differ: 0 }]));
const plants = { planted: 0, caught: 0 };
const batches: Batch[] = [];
for (let start = 0; start < all.length; start += TOGETHER)
  batches.push(await synthesised(all.slice(start, start + TOGETHER)));

const plans = new Map((await planMany(batches)).map((planned) => [planned.id, planned]));
for (const batch of batches) {
  const planned = plans.get(batch.id);
  if (planned === undefined || "error" in planned) {
    console.error(planned?.error ?? "no plan");
    for (const one of batch.cases) count(one, false);
  } else for (const one of batch.cases) judge(one, textsOf(planned.plan));
}

console.table([...tally].map(([place, figures]) => ({ place, ...figures })));
const passed = [...tally.values()].reduce((sum, { same }) => sum + same, 0);
console.log(
  JSON.stringify({ name: "verify:escape", passed, total: all.length, share: passed / all.length, ...plants }),
);
process.exitCode = passed === all.length && plants.caught === plants.planted ? 0 : 1;

async function synthesised(cases: readonly Case[]): Promise<Batch> {
  const operations = [KNOWN, ...cases.flatMap((one) => one.operations)];
  const change = TypedChange.parse({ stack: "escape", title: "Write literals", operations });
  const files = emitChange({
    change,
    catalogue: CATALOGUE,
    folder: "stacks/escape",
    provider: { name: "aws", region: "us-east-1" },
    read: () => null,
  });
  const json = (await synthesiser.synthesise({
    files,
    stack: "escape",
    stackPath: "stacks/escape",
  })) as JsonObject;
  checkDecompiled(json, change);
  for (const fault of planted(json)) {
    plants.planted += 1;
    if (isCaught(fault, change)) plants.caught += 1;
  }
  const wrong = values.plant ? (planted(json)[0] ?? json) : json;
  return { id: String(batches.length), cases, change, json: wrong };
}

function isCaught(json: JsonObject, change: TypedChange): boolean {
  try {
    checkDecompiled(json, change);
    return false;
  } catch (cause) {
    return cause instanceof PipelineError && cause.code === "synth/not-as-written";
  }
}

function textsOf(plan: JsonObject): PlannedTexts {
  const changes = plan.resource_changes as { address: string; change: JsonObject }[];
  const after = new Map(changes.map(({ address, change }) => [address, objectAt(change, "after")]));
  return {
    output: (name) => objectAt(plan, "output_changes", name).after,
    after: (address) => after.get(address) ?? {},
  };
}

/** Terraform holds every text in Unicode's composed form. */
function judge(one: Case, texts: PlannedTexts): void {
  const found = one.found(texts);
  const isSame = typeof found === "string" && found.normalize("NFC") === one.expected.normalize("NFC");
  if (!isSame) console.error(`${one.place}: ${JSON.stringify(one.literal)} became ${JSON.stringify(found)}`);
  count(one, isSame);
}

function count({ place }: Case, isSame: boolean): void {
  const figures = tally.get(place);
  if (figures === undefined) return;
  figures.literals += 1;
  if (isSame) figures.same += 1;
  else figures.differ += 1;
}
