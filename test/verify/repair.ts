import { parseArgs } from "node:util";
import { cosmeticRepairs } from "#shared/checks/cosmetic/cosmetic.ts";
import type { CosmeticRule } from "#shared/checks/cosmetic/repair.ts";
import type { TypedChange } from "#shared/core/typed-change.ts";
import { settle, threeRounds } from "../../app/steps/change/settle.ts";
import { realJudges } from "../support/real-judges.ts";
import { ESCAPES } from "../support/repairs/escapes.ts";
import { REPAIRS, type RepairRow } from "../support/repairs/repairs.ts";
import { writtenOf } from "../support/written.ts";
import { playRepair } from "./repair/real.ts";
import { realRows } from "./repair/real-rows.ts";

/**
 * Scripted authors whose repairs make a finding go away: none that only silences is taken, every honest one is. First the detectors alone, in
 * the loop that mends; then one of each way through all that a request goes through. `--plant` switches a detector off, and blinds the expert.
 */
const { values } = parseArgs({ options: { plant: { type: "boolean", default: false } } });
const without: readonly CosmeticRule[] = values.plant ? ["hidden"] : [];

type Table = Record<string, { repairs: number; taken: number; wrong: number }>;

function count(table: Table, { rule, title }: RepairRow, ended: "taken" | "refused" | "unobjected"): void {
  const figures = table[rule ?? "honest"] ?? { repairs: 0, taken: 0, wrong: 0 };
  table[rule ?? "honest"] = figures;
  const isWrong = ended !== (rule === null ? "taken" : "refused");
  figures.repairs += 1;
  if (ended === "taken") figures.taken += 1;
  if (isWrong) figures.wrong += 1;
  if (isWrong) console.log(`${title}: ${ended}`);
}

const [alone, whole]: [Table, Table] = [{}, {}];
const listed = [...REPAIRS, ...ESCAPES];
for (const row of listed) count(alone, row, (await taken(row)) ? "taken" : "refused");
console.log("detectors, as if every check had been silenced");
console.table(alone);

const judges = await realJudges();
const rows = realRows();
for (const row of rows) {
  const ended = await playRepair(row, judges, { isBlind: values.plant });
  count(whole, row, ended === "proposed" ? "taken" : ended);
}
console.log("the whole way: emitter, synthesis, gate, policies, scanner, circle");
console.table(whole);
const wrongIn = (table: Table) => Object.values(table).reduce((sum, { wrong }) => sum + wrong, 0);
const total = listed.length + rows.length;
const passed = total - wrongIn(alone) - wrongIn(whole);
const parts = { detectors: listed.length - wrongIn(alone), whole: rows.length - wrongIn(whole) };
console.log(JSON.stringify({ name: "verify:repair", passed, total, share: passed / total, ...parts }));
process.exit(rows.length > 0 && passed === total ? 0 : 1);

/** After the repair no check finds anything, as a check would that has been silenced; the author has no other answer. */
async function taken({ before, after, problem, contract }: RepairRow): Promise<boolean> {
  const [first, repaired] = [writtenOf(before), writtenOf(after)];
  const attempt = async (change: TypedChange) => ({
    ...(change === first.change ? first : repaired),
    ...{ problems: change === first.change ? [problem] : [], stoppedAt: null },
  });
  const best = await settle(first.change, {
    attempt,
    mend: async () => repaired.change,
    rounds: threeRounds(),
    cosmetic: (was, is) =>
      cosmeticRepairs({ before: was, after: is, problems: was.problems, contracts: [contract] }, without),
  });
  return best.change === repaired.change;
}
