import { parseArgs } from "node:util";
import { checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import type { Diagnostic } from "#shared/core/finding.ts";
import type { TypedChange } from "#shared/core/typed-change.ts";
import { CATALOGUE } from "../support/catalogue.ts";
import { mutationsOf } from "./schema-mutations.ts";
import { outcomeClasses } from "./schema-outcomes.ts";
import { readReferences } from "./schema-references.ts";
import { TRAPS } from "./schema-traps.ts";

/** A schema error never reaches Terraform: traps and mutations are caught with what mends them, references raise no alarm. */
const FEWEST = 5000;
const { values } = parseArgs({
  options: {
    outcomes: { type: "string" },
    plans: { type: "string" },
    tasks: { type: "string" },
    plant: { type: "string" },
  },
});
if (values.plans === undefined || values.outcomes === undefined) {
  console.error("usage: verify:schema -- --outcomes FILE --plans DIR [--plant RULE]");
  process.exit(2);
}

/** Planted: a checker that has lost one of its rules (`--plant wrong-type`). */
function check(change: TypedChange): readonly Diagnostic[] {
  const { findings } = checkTypedChange(change, { catalogue: CATALOGUE, existing: [] });
  return findings.filter(({ rule }) => rule !== `catalogue/${values.plant}`);
}

interface Tally {
  kind: string;
  rule: string;
  total: number;
  caught: number;
  mendable: number;
  mended: number;
}
const tallies = new Map<string, Tally>();

function judge(
  kind: string,
  wanted: { rule: string; mends: string | null; change: TypedChange },
  of: number,
): void {
  const tally = tallies.get(kind) ?? { kind, rule: wanted.rule, total: 0, caught: 0, mendable: 0, mended: 0 };
  tallies.set(kind, tally);
  const findings = check(wanted.change);
  const found = findings.filter(({ rule }) => rule === `catalogue/${wanted.rule}`);
  tally.total += 1;
  if (found.length > 0) tally.caught += 1;
  else if (of % 2 === 0) console.error(`not caught: ${kind} in ${of}: ${findings.map((one) => one.message)}`);
  if (wanted.mends === null) return;
  tally.mendable += 1;
  if (found.some(({ suggestion }) => suggestion === wanted.mends)) tally.mended += 1;
  else if (of % 2 === 0) {
    console.error(
      `${kind} in ${of}: wanted ${wanted.mends}, said ${found.map((one) => one.suggestion ?? one.message)}`,
    );
  }
}

const references = readReferences(values.plans, CATALOGUE);
const alarms = references.flatMap(({ row, change }) => check(change).map((finding) => ({ row, ...finding })));
for (const { row, resource, path, message } of alarms)
  console.error(`alarm in ${row}: ${resource} ${path}: ${message}`);

for (const { written, ...trap } of TRAPS) judge(`trap: ${trap.rule}`, trap, 0);
let seed = 1;
const chance = (below: number) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * below);
};
for (const { row, change } of references) {
  for (const { kind, ...mutation } of mutationsOf(change, CATALOGUE, chance)) judge(kind, mutation, row);
}

const classes = outcomeClasses(values.outcomes);
const answered = classes.filter(({ answer }) => answer !== null);
const errorsOf = (some: typeof classes) => some.reduce((sum, { errors }) => sum + errors, 0);
const rows = [...tallies.values()];
console.table(
  classes.slice(0, 30).map((one) => ({ ...one, answer: one.answer ?? "decided by the provider" })),
);
console.table(rows);

const sum = (of: (row: Tally) => number) => rows.reduce((all, row) => all + of(row), 0);
const [passed, total] = [sum((row) => row.caught), sum((row) => row.total)];
const [mended, mendable] = [sum((row) => row.mended), sum((row) => row.mendable)];
console.log(
  JSON.stringify({
    name: "verify:schema",
    passed,
    total,
    share: passed / total,
    suggestions: mended / mendable,
    references: references.length,
    falseAlarms: alarms.length,
    corpusErrors: errorsOf(classes),
    corpusErrorsAnswered: errorsOf(answered) / errorsOf(classes),
  }),
);
process.exitCode =
  passed === total && total >= FEWEST && alarms.length === 0 && mended >= mendable * 0.95 ? 0 : 1;
