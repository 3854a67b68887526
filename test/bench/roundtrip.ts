import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { JsonObject } from "#shared/core/json.ts";
import { TypedChange } from "#shared/core/typed-change.ts";
import { checkDecompiled } from "#shared/synth/edit-proved.ts";
import { emitChange } from "../../app/emit/emit-change.ts";
import { CATALOGUE } from "../support/catalogue.ts";
import { planMany } from "../support/plan-many/plan-many.ts";
import { realSynthesiser } from "../support/synthesiser.ts";
import { planDifferences } from "./roundtrip/compare-plans.ts";
import { referenceChange } from "./roundtrip/reference-change.ts";
import { referenceJson } from "./roundtrip/reference-json.ts";

/** Share of the reference programs whose plan must come out the same. */
const GOAL = 0.98;

const { values } = parseArgs({
  options: { tasks: { type: "string" }, plans: { type: "string" }, only: { type: "string" } },
});
if (values.tasks === undefined || values.plans === undefined) {
  console.error("usage: npm run bench:roundtrip -- --tasks FILE --plans DIRECTORY [--only even|odd|ROW,ROW]");
  process.exit(2);
}
const plans = values.plans;

interface Task {
  readonly row: number;
  readonly reference_hcl: string;
}
type Stage = "read" | "check" | "emit" | "synth" | "decompile" | "plan" | "same" | "same here";
interface Outcome {
  readonly row: number;
  readonly stage: Stage;
  readonly reason: string;
}

const planOf = (row: number) => join(plans, `${String(row).padStart(3, "0")}.json`);
const tasks = readFileSync(values.tasks, "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line): Task => JSON.parse(line))
  .filter((task, index) => existsSync(planOf(task.row)) && isChosen(task, index));

const synthesiser = await realSynthesiser();
const outcomes: Outcome[] = [];
const stacks: { id: string; json: JsonObject }[] = [];
const emitMs: number[] = [];
for (const task of tasks) await synthesise(task);

const planned = new Map((await planMany(stacks)).map((one) => [Number(one.id), one]));
const differing: Outcome[] = [];
for (const [row, one] of planned) {
  if ("error" in one) outcomes.push({ row, stage: "plan", reason: one.error });
  else {
    const differences = planDifferences(JSON.parse(readFileSync(planOf(row), "utf8")), one.plan);
    if (differences.length === 0) outcomes.push({ row, stage: "same", reason: "" });
    else differing.push({ row, stage: "plan", reason: differences.join("; ") });
  }
}
outcomes.push(...(await againstTheReferenceHere()));

const failed = outcomes
  .filter(({ stage }) => !stage.startsWith("same"))
  .sort((one, other) => one.row - other.row);
const elsewhere = outcomes.filter(({ stage }) => stage === "same here");
for (const { row, stage, reason } of [...failed, ...elsewhere])
  console.log(`${row} ${stage}: ${reason.slice(0, 400)}`);
const passed = outcomes.length - failed.length;
emitMs.sort((one, other) => one - other);
const at = (share: number) => Number((emitMs[Math.floor(emitMs.length * share)] ?? 0).toFixed(1));
console.table(
  [...Map.groupBy(outcomes, ({ stage }) => stage)].map(([stage, all]) => ({
    "ended at": stage,
    rows: all.length,
  })),
);
console.log(
  JSON.stringify({
    name: "bench:roundtrip",
    passed,
    total: outcomes.length,
    share: passed / outcomes.length,
    equalToStored: passed - elsewhere.length,
    emitMs: { p50: at(0.5), p95: at(0.95) },
    exceptions: failed.map(({ row, stage }) => `${row} ${stage}`),
  }),
);
process.exitCode = passed / outcomes.length >= GOAL ? 0 : 1;

/** The stored plans were made elsewhere: where ours differs, the reference itself, planned here, says whose the difference is. */
async function againstTheReferenceHere(): Promise<Outcome[]> {
  const rows = tasks.filter(({ row }) => differing.some((one) => one.row === row));
  const references = await Promise.all(
    rows.map(async ({ row, reference_hcl: hcl }) => ({ id: String(row), json: await referenceJson(hcl) })),
  );
  const here = new Map((await planMany(references)).map((one) => [Number(one.id), one]));
  return differing.map((one) => {
    const [reference, ours] = [here.get(one.row), planned.get(one.row)];
    if (reference === undefined || ours === undefined || "error" in reference || "error" in ours) return one;
    const isSame = planDifferences(reference.plan, ours.plan).length === 0;
    return isSame ? { ...one, stage: "same here" } : one;
  });
}

function isChosen(task: Task, index: number): boolean {
  if (values.only === undefined) return true;
  if (values.only === "even" || values.only === "odd") return index % 2 === (values.only === "even" ? 0 : 1);
  return values.only.split(",").includes(String(task.row));
}

async function synthesise({ row, reference_hcl: hcl }: Task): Promise<void> {
  let stage: Stage = "read";
  const advance = (next: Stage) => {
    stage = next;
  };
  try {
    stacks.push({ id: String(row), json: await throughStages(hcl, advance) });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const details = cause instanceof PipelineError ? ` ${JSON.stringify(cause.details ?? "")}` : "";
    outcomes.push({ row, stage, reason: `${message}${details}` });
  }
}

async function throughStages(hcl: string, advance: (stage: Stage) => void): Promise<JsonObject> {
  const { region, operations } = await referenceChange(hcl, CATALOGUE);
  advance("check");
  const asked = TypedChange.parse({ stack: "reference", title: "Write the reference", operations });
  const { change, findings } = checkTypedChange(asked, { catalogue: CATALOGUE, existing: [] });
  if (findings.length > 0) {
    throw new Error(findings.map((one) => `${one.resource} ${one.path}: ${one.message}`).join("; "));
  }
  advance("emit");
  const started = performance.now();
  const files = emitChange({
    change,
    catalogue: CATALOGUE,
    folder: "stacks/reference",
    provider: { name: "aws", region },
    read: () => null,
  });
  emitMs.push(performance.now() - started);
  advance("synth");
  const json = await synthesiser.synthesise({ files, stack: "reference", stackPath: "stacks/reference" });
  advance("decompile");
  checkDecompiled(json, change);
  return json as JsonObject;
}
