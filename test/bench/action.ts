import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ask, planned, pullRequestAfter } from "../demo/steps.ts";
import { startWorld } from "../demo/world.ts";
import { type Tool, tool } from "../support/tools.ts";

/** What the plan job takes beyond `terraform init`, `plan`, `show -json` and Trivy, each printed; the goal is less than 10 %. */
const GOAL = 0.1;
const ROUNDS = 3;
const NAMED = ["terraform init", "terraform plan", "terraform show", "trivy config"];

const world = await startWorld(resolve(import.meta.dirname, "..", ".."), 0);
const timings = join(world.directory, "timings.txt");
writeFileSync(timings, "");
for (const name of ["terraform", "trivy"] as const) time(name);

const rows: Record<string, number>[] = [];
for (let round = 0; round < ROUNDS; round += 1) rows.push(await plan(`archive ${"abc"[round]}`));
const problems = world.github.problems.length;
await world.stop();

console.table(rows);
const shares = rows.map((row) => row.overhead ?? 0).sort((left, right) => left - right);
const median = shares[Math.floor(shares.length / 2)] ?? 1;
const passed = shares.filter((share) => share < GOAL).length;
console.log(
  JSON.stringify({ name: "bench:action", passed, total: ROUNDS, share: passed / ROUNDS, median, problems }),
);
process.exitCode = median < GOAL && problems === 0 ? 0 : 1;

/** Puts a program of the same name before the real one, which notes what it was asked and how long that took. */
function time(name: Tool): void {
  const script = `#!/bin/sh
from=$(date +%s%N)
${tool(name)} "$@"
code=$?
echo "${name} $1 $(( ($(date +%s%N) - from) / 1000000 ))" >> ${timings}
exit $code
`;
  writeFileSync(join(world.directory, "shims", name), script, { mode: 0o755 });
}

/** Milliseconds of one plan job, by what they went into. */
async function plan(name: string): Promise<Record<string, number>> {
  writeFileSync(timings, "");
  const issue = await ask(world, `/code a private bucket called ${name.replace(" ", "-")}`);
  const pull = await pullRequestAfter(world, issue, /^code\/change-/);
  await planned(world, pull);
  await world.runner.idle();
  const jobs = world.github.store.runs.flatMap((run) => run.jobs);
  const job = jobs.findLast((one) => one.name.startsWith("plan"));
  const total = Date.parse(job?.completedAt ?? "") - Date.parse(job?.startedAt ?? "");
  const parts = noted();
  const tools = NAMED.reduce((sum, part) => sum + (parts[part] ?? 0), 0);
  return { ...parts, job: total, beyond: total - tools, overhead: (total - tools) / tools };
}

/** The App scans with Trivy, too, but was started before the timing program stood in its way. */
function noted(): Record<string, number> {
  const parts: Record<string, number> = {};
  for (const line of readFileSync(timings, "utf8").trim().split("\n")) {
    const [name, verb, ms] = line.split(" ");
    const part = `${name} ${verb}`;
    parts[part] = (parts[part] ?? 0) + Number(ms);
  }
  return parts;
}
