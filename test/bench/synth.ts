import { readTree } from "#shared/adapters/read-tree.ts";
import { realSynthesiser } from "../support/synthesiser.ts";

/** How long one stack takes from files to Terraform JSON, sandbox included; the goal is a median below 0.6 s. */
const GOAL = 600;
const ROUNDS = 15;
const PATH = "stacks/invoices";

const synthesiser = await realSynthesiser();
const files = await readTree(".", PATH);
const job = { files, stack: "invoices", stackPath: PATH };
const started = performance.now();
await synthesiser.synthesise(job);
const first = performance.now() - started;

const times: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const from = performance.now();
  await synthesiser.synthesise(job);
  times.push(performance.now() - from);
}
times.sort((left, right) => left - right);
const at = (share: number) =>
  Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
const figures = { first: Math.round(first), p50: at(0.5), p95: at(0.95), max: at(1) };

console.table(figures);
const within = times.filter((time) => time < GOAL).length;
console.log(
  JSON.stringify({ name: "bench:synth", passed: within, total: ROUNDS, share: within / ROUNDS, ...figures }),
);
process.exitCode = figures.p50 < GOAL ? 0 : 1;
