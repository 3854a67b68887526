import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { CLOUD_STAGES, GATE_STAGES, type Stage, type Story } from "./stages.ts";
import { jobTimes } from "./steps.ts";
import { prepareTools } from "./tools.ts";
import { startWorld, type World } from "./world.ts";

const ROOT = resolve(import.meta.dirname, "..", "..");
const PAGE_PORT = 4000;
const UNDECIDED = 3;

const isScript = process.argv.includes("--script");
const missing = prepareTools(ROOT);
if (missing.some((tool) => tool !== "moto_server")) {
  console.error(`Cannot be had: ${missing.join(", ")}. Install them and start again.`);
  process.exit(UNDECIDED);
}

const begun = performance.now();
const world = await startWorld(ROOT, isScript ? 0 : Number(process.env.PORT ?? PAGE_PORT));
const started = performance.now() - begun;
if (isScript) {
  process.exitCode = await play(world);
  await world.stop();
  if (process.exitCode === 1) console.log(`Logs and repository are kept in ${world.directory}.`);
  else rmSync(world.directory, { recursive: true, force: true });
  process.exit();
}
console.log(`\n  Open ${world.github.url}\n\n  Everything is kept in ${world.directory}. Stop with Ctrl-C.`);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void world.stop().then(() => process.exit(0)));
}

/** Plays the loop and prints it; 0 only when every stage ran. */
async function play(stage: World): Promise<number> {
  const stages = stage.cloud === null ? GATE_STAGES : [...GATE_STAGES, ...CLOUD_STAGES];
  const story: Story = { issue: 0, pull: null, last: 0, bucket: "" };
  const first = { title: "Everything is started", run: async () => stage.github.url };
  const rows: { title: string; seconds: string; found: string }[] = [];
  for (const one of [first, ...stages]) {
    const row = await timed(one, stage, story);
    rows.push(row);
    if (row.found === "") break;
  }
  console.log(`\njobs, seconds each: ${jobTimes(stage)}`);
  const total = (performance.now() - begun) / 1000;
  const problems = stage.github.problems;
  for (const problem of problems) console.error(`stand-in: ${problem}`);
  const ran = rows.filter((row) => row.found !== "").length;
  const all = GATE_STAGES.length + CLOUD_STAGES.length + 1;
  console.log(`\n${ran} of ${all} stages in ${total.toFixed(1)} s`);
  if (stage.cloud === null) console.log("There is no mock cloud on this machine: stopped after the gates.");
  console.log(
    JSON.stringify({
      name: "demo",
      passed: ran,
      total: all,
      share: ran / all,
      seconds: total,
      problems: problems.length,
    }),
  );
  if (stage.cloud === null) return UNDECIDED;
  return ran === all && problems.length === 0 ? 0 : 1;
}

async function timed(one: Stage, stage: World, story: Story) {
  const from = performance.now();
  const seconds = (): string =>
    ((performance.now() - from + (one.title.startsWith("Everything") ? started : 0)) / 1000).toFixed(1);
  try {
    const found = await one.run(stage, story);
    console.log(`✓ ${one.title.padEnd(46)} ${seconds().padStart(6)} s  ${found}`);
    return { title: one.title, seconds: seconds(), found: found || "done" };
  } catch (error) {
    console.log(
      `✕ ${one.title.padEnd(46)} ${seconds().padStart(6)} s\n${error instanceof Error ? error.message : String(error)}`,
    );
    return { title: one.title, seconds: seconds(), found: "" };
  }
}
