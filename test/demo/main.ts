import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { playConversation } from "./conversation/main.ts";
import { playExperts } from "./experts/main.ts";
import { play, type Step } from "./play.ts";
import { CLOUD_STAGES, GATE_STAGES, type Story } from "./stages.ts";
import { jobTimes } from "./steps.ts";
import { prepareTools } from "./tools.ts";
import { startWorld, type World } from "./world.ts";

const ROOT = resolve(import.meta.dirname, "..", "..");
const PAGE_PORT = 4000;
const UNDECIDED = 3;

const isScript = process.argv.includes("--script");
const isExperts = process.argv.includes("--experts");
const isConversation = isExperts || process.argv.includes("--conversation");
const missing = prepareTools(ROOT);
const needed = missing.filter((tool) => tool !== "moto_server" && !(isConversation && tool === "terraform"));
if (needed.length > 0) {
  console.error(`Cannot be had: ${needed.join(", ")}. Install them and start again.`);
  process.exit(UNDECIDED);
}

const port = isScript ? 0 : Number(process.env.PORT ?? PAGE_PORT);
if (isConversation) {
  const { talk, code } = await (isExperts ? playExperts : playConversation)(ROOT, port);
  if (isScript) await leave(talk, code);
  else await stayUp(talk);
}

const begun = performance.now();
const world = await startWorld(ROOT, port);
const started = performance.now() - begun;
if (isScript) await leave(world, await playLoop(world));
await stayUp(world);

type Running = Pick<World, "directory" | "github" | "stop">;

/** What failed keeps its logs and its repository. */
async function leave(running: Running, code: number): Promise<never> {
  await running.stop();
  if (code === 1) console.log(`Logs and repository are kept in ${running.directory}.`);
  else rmSync(running.directory, { recursive: true, force: true });
  process.exit(code);
}

/** Until Ctrl-C. */
async function stayUp({ github, directory, stop }: Running): Promise<never> {
  console.log(`\n  Open ${github.url}\n\n  Everything is kept in ${directory}. Stop with Ctrl-C.`);
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  await stop();
  process.exit(0);
}

/** Plays the loop and prints it; 0 only when every stage ran. */
async function playLoop(stage: World): Promise<number> {
  const stages = stage.cloud === null ? GATE_STAGES : [...GATE_STAGES, ...CLOUD_STAGES];
  const story: Story = { issue: 0, pull: null, last: 0, bucket: "" };
  const steps: Step[] = [
    { title: "Everything is started", run: async () => stage.github.url },
    ...stages.map(({ title, run }) => ({ title, run: () => run(stage, story) })),
  ];
  const ran = await play(steps, started);
  console.log(`\njobs, seconds each: ${jobTimes(stage)}`);
  const total = (performance.now() - begun) / 1000;
  const problems = stage.github.problems;
  for (const problem of problems) console.error(`stand-in: ${problem}`);
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
