import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Model } from "#shared/core/model.ts";
import type { Packet } from "#shared/core/seat.ts";
import { askSeats } from "../../app/experts/ask-seats.ts";
import { created, documentOf } from "../support/change.ts";
import { circleOf } from "../support/circle.ts";
import { modelAnswer } from "../support/model-answer.ts";

/**
 * Four vendors with known latencies: the circle takes as long as the slowest, and less than 50 ms more. `--plant` asks one after the
 * other, which has to fail.
 */
const { values } = parseArgs({ options: { plant: { type: "boolean", default: false } } });
const LATENCIES = { security: 400, reliability: 250, cost: 100, fidelity: 300 };
const GOAL_MS = 50;
const RUNS = 7;
const RESOURCES = 200;

const packet: Packet = {
  request: "a bucket for each of our teams",
  document: documentOf(
    Array.from({ length: RESOURCES }, (_, at) =>
      created(`aws_s3_bucket.team${at}`, { bucket: `team-${at}` }),
    ),
  ),
  contract: { version: 1, id: "issue-1", promises: [], guards: [], withdraws: [] },
  findings: [],
};
const names = Object.keys(LATENCIES);
const models = Object.fromEntries(
  Object.entries(LATENCIES).map(([duty, ms]) => [`compatible/${duty}`, answeringAfter(ms)]),
);
const rosterOf = (some: readonly string[]) =>
  Object.fromEntries(some.map((duty) => [duty, { models: [{ vendor: "compatible", model: duty }] }]));

function answeringAfter(ms: number): Model {
  return {
    async ask() {
      await setTimeout(ms);
      return modelAnswer({ findings: [], notes: [] });
    },
  };
}

async function once(): Promise<number> {
  const started = performance.now();
  for (const some of values.plant ? names.map((name) => [name]) : [names])
    await askSeats(packet, circleOf({ roster: rosterOf(some), models }), new AbortController().signal);
  return performance.now() - started;
}

const slowest = Math.max(...Object.values(LATENCIES));
const runs: number[] = [];
for (let run = 0; run < RUNS; run += 1) runs.push(await once());
const over = runs.map((ms) => ms - slowest).sort((one, other) => one - other);
const median = Number((over[Math.floor(RUNS / 2)] ?? Number.NaN).toFixed(1));
console.table({
  circle: {
    "slowest seat, ms": slowest,
    "all seats, ms": Object.values(LATENCIES).reduce((a, b) => a + b),
    "over the slowest, ms": median,
  },
});
const share = median < GOAL_MS ? 1 : 0;
const most = Number((over.at(-1) ?? Number.NaN).toFixed(1));
console.log(
  JSON.stringify({
    name: "bench:circle",
    passed: share,
    total: 1,
    share,
    resources: RESOURCES,
    overheadMs: median,
    most,
  }),
);
process.exitCode = share === 1 ? 0 : 1;
