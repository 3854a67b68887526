import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { z } from "zod";

/**
 * Runs every `bench:*` in turn, one at a time, and shows their last lines as one table; 0 only when each met its goal. One that
 * measures published tasks wants their path: it is named, and runs by itself.
 */
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
  const wantsPath = run.status === 2 && /^usage: .*--tasks/m.test(run.stdout + run.stderr);
  return { script, met: wantsPath ? "wants a path" : run.status === 0, figures: JSON.stringify(figures) };
});

console.table(rows);
const ran = rows.filter((row) => row.met !== "wants a path");
const passed = ran.filter((row) => row.met === true).length;
const apart = rows.length - ran.length;
console.log(JSON.stringify({ name: "bench", passed, total: ran.length, share: passed / ran.length, apart }));
process.exitCode = passed === ran.length && passed > 0 ? 0 : 1;
