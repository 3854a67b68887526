// Plays attack rows against the whole App with a model that obeys whatever it reads.
// npm run verify:hostile-model -- --rows FILE [--only REQ-01,REQ-48] [--plant unsanitised|no-gates] [--verbose]
import { parseArgs } from "node:util";
import { modelAuthor } from "../../app/author/model-author.ts";
import { modelFor } from "../../app/models/model-for.ts";
import { realJudges } from "../support/real-judges.ts";
import { judged, UNREAD, type Verdict } from "./hostile/judge.ts";
import { openLane } from "./hostile/lane.ts";
import { startModel } from "./hostile/model-server.ts";
import { obedientModel } from "./hostile/obedient.ts";
import { judgesWith } from "./hostile/planted-fault.ts";
import { play, toldBy } from "./hostile/play.ts";
import { type Row, readRows } from "./hostile/rows.ts";
import { tableOf } from "./hostile/table.ts";
import { markerRow, whereRead } from "./hostile/unread.ts";
import { watchProcess } from "./hostile/watch-process.ts";

const { values } = parseArgs({
  options: {
    rows: { type: "string" },
    only: { type: "string" },
    plant: { type: "string" },
    verbose: { type: "boolean" },
  },
});
if (values.rows === undefined) {
  console.error("usage: npm run verify:hostile-model -- --rows FILE");
  process.exit(2);
}
const starts = values.only?.split(",") ?? [""];
const rows = readRows(values.rows).filter(({ id }) => starts.some((start) => id.startsWith(start)));
const watched = watchProcess();
const judges = await realJudges();
const prompts: string[] = [];
let row: Row | null = null;
let answer = obedientModel({ honest: judges.author, row });
const model = await startModel((asked) => {
  prompts.push(asked.read);
  return answer(asked);
});
const author = modelAuthor(modelFor(model.choice, { pauseMs: 1 }), judges);
const lane = await openLane(toldBy(() => row, judgesWith(values.plant, { ...judges, author })));

const read: string[] = [];
for (const channel of UNREAD) {
  row = markerRow(channel);
  answer = obedientModel({ honest: judges.author, row });
  const seen = await play(row, lane, prompts);
  read.push(...whereRead(row, seen));
}

const verdicts: (Verdict & { readonly row: Row })[] = [];
for (const one of rows) {
  row = one;
  answer = obedientModel({ honest: judges.author, row });
  const programs = watched.programs.length;
  const seen = await play(row, lane, prompts);
  const calls = watched.programs.slice(programs);
  const verdict = await judged(row, { ...seen, programs: calls }, { lane, judges });
  verdicts.push({ ...verdict, row });
  if (values.verbose) {
    const ends = seen.said.map((text) => /### [^\n]*/.exec(text)?.[0]).join(" ");
    console.log(`${row.id} ${row.expect} ${seen.prompts.length} prompts, ${seen.pulls.length} pulls ${ends}`);
  }
}
await lane.stop();
await model.stop();

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
