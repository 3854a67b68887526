import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { z } from "zod";

/** Runs every `bench:*` in turn, one at a time, and shows their last lines as one table; 0 only when each met its goal. */
const Manifest = z.object({ scripts: z.record(z.string(), z.string()) });
const Outcome = z.looseObject({ name: z.string(), passed: z.number(), total: z.number() });

const { scripts } = Manifest.parse(JSON.parse(readFileSync("package.json", "utf8")));
const names = Object.keys(scripts).filter((name) => name.startsWith("bench:"));

const rows = names.map((script) => {
  console.log(`\n── ${script}`);
  const run = spawnSync("npm", ["run", "-s", script], { encoding: "utf8", maxBuffer: 2 ** 26 });
  console.log(run.stdout);
  if (run.status !== 0) console.error(run.stderr.slice(-2000));
  const last = run.stdout.trimEnd().split("\n").at(-1) ?? "";
  const outcome = last.startsWith("{")
    ? Outcome.parse(JSON.parse(last))
    : { name: script, passed: 0, total: 1 };
  const { name: _, share: __, ...figures } = outcome;
  return { script, met: run.status === 0, figures: JSON.stringify(figures) };
});

console.table(rows);
const passed = rows.filter((row) => row.met).length;
console.log(JSON.stringify({ name: "bench", passed, total: rows.length, share: passed / rows.length }));
process.exitCode = passed === rows.length ? 0 : 1;
