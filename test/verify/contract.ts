import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { shippedPolicies } from "#shared/adapters/policies.ts";
import { judgeContract } from "#shared/checks/contract.ts";
import type { ChangeDocument } from "#shared/core/change-document.ts";
import type { Contract } from "#shared/core/contract.ts";
import type { Finding } from "#shared/core/finding.ts";
import { compileByWords } from "../../app/intent/by-words/compile.ts";
import { partOf, readTasks, type Task } from "../bench/iac-eval/tasks.ts";
import { KNOWN } from "../support/known.ts";
import { contradictionsOf } from "./contract/contradicted.ts";
import { mutantsOf } from "./contract/mutants.ts";
import { referenceDocument } from "./contract/reference-document.ts";
import { readRequest } from "./contract/request-text.ts";

/** A contract of the request alone kills what contradicts the request, and lets the reference pass. */
const GOAL = 0.95;
const { values } = parseArgs({
  options: {
    tasks: { type: "string" },
    plans: { type: "string" },
    plant: { type: "string" },
    part: { type: "string", default: "even" },
  },
});
const { tasks: TASKS, plans: PLANS } = values;
if (TASKS === undefined || PLANS === undefined) {
  console.error(
    "usage: verify:contract -- --tasks FILE --plans DIR [--part even|odd|all] [--plant blind|alarm]",
  );
  process.exit(2);
}

const { engines } = await shippedPolicies();
const tally = new Map<string, { part: string; class: string; mutants: number; killed: number }>();
const counts = { references: 0, falseAlarms: 0, contradicted: 0, compiling: 0, slowest: 0 };

/** Details are told of one part only: of the others the figure is enough. */
const isTold = (task: Task) => values.part === "all" || partOf(task.index) === values.part;

/** Planted: a compiler that promises nothing, or one that promises what nobody asked for. */
function compile(request: string): Contract {
  const before = performance.now();
  const contract = compileByWords({ request, id: "c", cloud: "aws", standing: [] }, KNOWN);
  const time = performance.now() - before;
  if (counts.references > 1) counts.slowest = Math.max(counts.slowest, time);
  counts.compiling += time;
  if (values.plant === "blind") return { ...contract, promises: [], guards: [] };
  if (values.plant !== "alarm") return contract;
  const stray = { kind: "exists" as const, id: "stray", subject: { type: "aws_gamelift_fleet" } };
  return { ...contract, promises: [...contract.promises, stray] };
}

function judged(document: ChangeDocument, contract: Contract): Promise<Finding[]> {
  return judgeContract(document, { base: [], head: [contract] }, engines.contract);
}

async function verify(task: Task, document: ChangeDocument): Promise<void> {
  counts.references += 1;
  const contract = compile(task.prompt);
  const text = readRequest(task.prompt, KNOWN.catalogue);
  const contradictions = contradictionsOf(document, text, task);
  const alarms = await judged(document, contract);
  const [explained, falseAlarms] = [
    alarms.filter(contradictions.explains),
    alarms.filter((one) => !contradictions.explains(one)),
  ];
  if (falseAlarms.length > 0) counts.falseAlarms += 1;
  if (explained.length > 0) counts.contradicted += 1;
  if (isTold(task))
    for (const alarm of alarms) {
      const kind = falseAlarms.includes(alarm) ? "alarm" : "contradicted";
      console.error(`${kind} in ${task.row}: ${alarm.resource} ${alarm.message.slice(0, 200)}`);
    }
  await kill(task, sound(contract, alarms), mutantsOf(document, text, KNOWN));
}

/** What the reference breaks itself kills nothing. */
function sound(contract: Contract, alarms: readonly Finding[]): Contract {
  const isBroken = ({ id }: { id: string }) =>
    alarms.some(({ message }) => message.startsWith(`Promise c/${id} `));
  return {
    ...contract,
    promises: contract.promises.filter((one) => !isBroken(one)),
    guards: contract.guards.filter((one) => !isBroken(one)),
  };
}

async function kill(task: Task, contract: Contract, mutants: ReturnType<typeof mutantsOf>): Promise<void> {
  for (const mutant of mutants) {
    const key = `${partOf(task.index)} ${mutant.of}`;
    const row = tally.get(key) ?? { part: partOf(task.index), class: mutant.of, mutants: 0, killed: 0 };
    tally.set(key, row);
    row.mutants += 1;
    if ((await judged(mutant.document, contract)).length > 0) row.killed += 1;
    else if (isTold(task)) console.error(`survives in ${task.row}: ${mutant.of}: ${mutant.what}`);
  }
}

for (const task of readTasks(TASKS, undefined)) {
  const file = join(PLANS, `${String(task.row).padStart(3, "0")}.json`);
  if (!existsSync(file)) continue;
  await verify(
    task,
    await referenceDocument(JSON.parse(readFileSync(file, "utf8")), task.reference_hcl ?? ""),
  );
}

const rows = [...tally.values()].sort((one, other) => one.part.localeCompare(other.part));
console.table(rows.map((row) => ({ ...row, share: Number((row.killed / row.mutants).toFixed(3)) })));
const [passed, total] = [
  rows.reduce((sum, { killed }) => sum + killed, 0),
  rows.reduce((sum, { mutants }) => sum + mutants, 0),
];
const { references, falseAlarms, contradicted, compiling, slowest } = counts;
console.log(
  JSON.stringify({
    ...{
      name: "verify:contract",
      passed,
      total,
      share: passed / total,
      references,
      falseAlarms,
      contradicted,
    },
    ...{ milliseconds: Math.round(compiling / references), slowest: Math.round(slowest) },
  }),
);
process.exitCode = total > 0 && passed / total >= GOAL && falseAlarms === 0 ? 0 : 1;
