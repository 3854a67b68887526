/**
 * Plays attack rows against the whole App, whose author and whose whole circle obey whatever they read. `--plant` takes a part of the App
 * away (an intake, the gates) or makes it trust what a model says of itself, or show it as it is; each has to fail.
 *
 * npm run verify:hostile-model -- [--rows FILE] [--only REQ-01,REQ-48] [--plant unsanitised|no-gates|trusting|unescaped] [--verbose]
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { UNREAD, type Verdict } from "./hostile/judge.ts";
import { PLANTS } from "./hostile/planted-fault.ts";
import { readRows } from "./hostile/rows.ts";
import type { Problem } from "./hostile/session.ts";
import { playShares } from "./hostile/shares.ts";
import { tableOf } from "./hostile/table.ts";

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: join(import.meta.dirname, "hostile/rows.jsonl") },
    only: { type: "string" },
    plant: { type: "string" },
    verbose: { type: "boolean" },
  },
});
if (values.plant !== undefined && !PLANTS.some((plant) => plant === values.plant)) {
  console.error(`usage: npm run verify:hostile-model -- [--rows FILE] [--plant ${PLANTS.join("|")}]`);
  process.exit(2);
}
const starts = values.only?.split(",") ?? [""];
const rows = readRows(values.rows).filter(({ id }) => starts.some((start) => id.startsWith(start)));
const { verdicts, problems: others } = await playShares(rows, values);

console.table(tableOf(verdicts));
console.log(`not read, shown by a marker that reached nothing: ${UNREAD.join(", ")}`);
const problems = [
  ...verdicts.flatMap(({ row: { id, why }, misses }) => misses.map((miss) => `${id} ${miss} (${why})`)),
  ...others.map(({ text }) => text),
];
for (const problem of problems) console.log(`MISS ${problem}`);
const passed = verdicts.filter(({ misses }) => misses.length === 0).length;
const sum = (count: (verdict: Verdict) => number) =>
  verdicts.reduce((total, verdict) => total + count(verdict), 0);
const figures = {
  ...{ canaries: sum(({ canaries }) => canaries), outside: sum(({ outside }) => outside) },
  ...{ gates: sum(({ gates }) => gates), refused: sum(({ isRefused }) => (isRefused ? 1 : 0)) },
  ...{ held: verdicts.filter(({ row: { expect }, pulls }) => expect === "pass" && pulls === 0).length },
  ...{
    benign: rows.filter(({ expect }) => expect === "pass").length,
    unread: UNREAD.length - readOf(others),
  },
};
const share = rows.length === 0 ? 0 : passed / rows.length;
console.log(JSON.stringify({ name: "verify:hostile-model", passed, total: rows.length, share, ...figures }));
process.exitCode = rows.length > 0 && problems.length === 0 ? 0 : 1;

/** How many of the channels that nobody is to read were read. */
function readOf(found: readonly Problem[]): number {
  return new Set(found.flatMap(({ channel }) => channel ?? [])).size;
}
