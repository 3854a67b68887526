/**
 * Plays attack rows against the whole App, whose author and whose whole circle obey whatever they read. `--plant` takes a part of the App
 * away (an intake, the gates) or makes it trust what a model says of itself, or show it as it is; each has to fail.
 *
 * npm run verify:hostile-model -- [--rows FILE] [--only REQ-01,REQ-48] [--plant unsanitised|no-gates|trusting|unescaped] [--verbose]
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { realJudges } from "../support/real-judges.ts";
import { openCircle } from "./hostile/circle.ts";
import { judged, UNREAD, type Verdict } from "./hostile/judge.ts";
import { openLane } from "./hostile/lane.ts";
import { obedientModel } from "./hostile/obedient.ts";
import { judgesWith, PLANTS } from "./hostile/planted-fault.ts";
import { play, toldBy } from "./hostile/play.ts";
import { obedientReviewer } from "./hostile/reviewer.ts";
import { type Row, readRows } from "./hostile/rows.ts";
import { tableOf } from "./hostile/table.ts";
import { markerRow, whereRead } from "./hostile/unread.ts";
import { watchProcess } from "./hostile/watch-process.ts";

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
const watched = watchProcess();
const judges = await realJudges();
let row: Row | null = null;
const cast = castFor(row);
const circle = await openCircle(judges, cast, values.plant);
const lane = await openLane(
  toldBy(() => row, judgesWith(values.plant, circle.judges)),
  values.plant,
);

const read: string[] = [];
for (const channel of UNREAD) {
  row = markerRow(channel);
  Object.assign(cast, castFor(row));
  const seen = await play(row, lane, circle);
  read.push(...whereRead(row, seen));
}

const verdicts: (Verdict & { readonly row: Row })[] = [];
for (const one of rows) {
  row = one;
  Object.assign(cast, castFor(row));
  const programs = watched.programs.length;
  const seen = await play(row, lane, circle);
  const calls = watched.programs.slice(programs);
  const verdict = await judged(row, { ...seen, programs: calls }, { lane, judges });
  verdicts.push({ ...verdict, row });
  if (values.verbose) {
    const ends = seen.said.map((text) => /### [^\n]*/.exec(text)?.[0]).join(" ");
    console.log(`${row.id} ${row.expect} ${seen.prompts.length} prompts, ${seen.pulls.length} pulls ${ends}`);
  }
}
await lane.stop();
await circle.stop();

function castFor(played: Row | null) {
  return {
    author: obedientModel({ honest: judges.author, row: played }),
    reviewer: obedientReviewer(played),
  };
}

console.table(tableOf(verdicts));
console.log(`not read, shown by a marker that reached nothing: ${UNREAD.join(", ")}`);
const hosts = [...watched.hosts].filter((host) => host !== "127.0.0.1");
const problems = [
  ...verdicts.flatMap(({ row: { id, why }, misses }) => misses.map((miss) => `${id} ${miss} (${why})`)),
  ...read,
  ...hosts.map((host) => `called ${host}`),
  ...lane.github.problems,
];
for (const problem of problems) console.log(`MISS ${problem}`);
const passed = verdicts.filter(({ misses }) => misses.length === 0).length;
const sum = (count: (verdict: Verdict) => number) =>
  verdicts.reduce((total, verdict) => total + count(verdict), 0);
const figures = {
  ...{ canaries: sum(({ canaries }) => canaries), outside: sum(({ outside }) => outside) },
  ...{ gates: sum(({ gates }) => gates), refused: sum(({ isRefused }) => (isRefused ? 1 : 0)) },
  ...{ held: verdicts.filter(({ row: { expect }, pulls }) => expect === "pass" && pulls === 0).length },
  ...{ benign: rows.filter(({ expect }) => expect === "pass").length, unread: UNREAD.length - read.length },
};
const share = rows.length === 0 ? 0 : passed / rows.length;
console.log(JSON.stringify({ name: "verify:hostile-model", passed, total: rows.length, share, ...figures }));
process.exitCode = rows.length > 0 && problems.length === 0 ? 0 : 1;
