import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runProcess } from "#shared/adapters/process.ts";
import { readTree } from "#shared/adapters/read-tree.ts";
import { findSandbox } from "#shared/adapters/sandbox.ts";
import { isJsonObject, type JsonObject } from "#shared/core/json.ts";
import { prepareForHost } from "#shared/synth/prepare-for-host.ts";
import { offlineHands } from "../../app/adapters/offline/offline-hands.ts";
import { offlineJson } from "../../app/adapters/offline/offline-json.ts";
import { providerMirror } from "../demo/tools.ts";
import { offlineTerraform } from "../support/plan-many/offline-terraform.ts";
import { realSynthesiser } from "../support/synthesiser.ts";
import { tool } from "../support/tools.ts";

/** A round with a warm provider against a bare plan of the same stack, which starts its provider itself; the goal is that it takes no longer. `--plant` goes through Terraform twice, as a validation before the plan would. */
const ROUNDS = 5;
const STACK = "invoices";

const plugins = providerMirror();
if (plugins === null) {
  console.error("No folder registry.terraform.io with a provider is on this machine.");
  process.exit(3);
}
const json = await stackJson();
const sandbox = await findSandbox(runProcess);
const settings = { terraform: tool("terraform"), plugins, searchPath: "" };
const warm = offlineHands(settings, { sandbox, run: runProcess });
const never = new AbortController().signal;
const bare = await offlineTerraform();
writeFileSync(join(bare.directory, "main.tf.json"), JSON.stringify(offlineJson(json)));

const first = await timed(() => warm.check(json, never));
const rows: { round: number; warmMs: number; bareMs: number; warm: string; bareCode: number }[] = [];
for (let round = 1; round <= ROUNDS; round += 1) {
  const checked = await timed(() => (process.argv.includes("--plant") ? twice() : warm.check(json, never)));
  const planned = await timed(() => bare.run(["plan", "-input=false", "-refresh=false", "-lock=false"]));
  const codes = { warm: checked.result.kind, bareCode: planned.result.code };
  rows.push({ round, warmMs: checked.ms, bareMs: planned.ms, ...codes });
}
warm.stop();
await bare.close();

console.table(rows);
const ratios = rows.map(({ warmMs, bareMs }) => warmMs / bareMs).sort((one, other) => one - other);
const figures = {
  ratio: rounded(ratios[Math.floor(ROUNDS / 2)]),
  from: rounded(ratios[0]),
  to: rounded(ratios.at(-1)),
  firstMs: first.ms,
};
const passed = rows.filter((row) => row.warm === "passed" && row.bareCode === 0).length;
const share = passed / ROUNDS;
console.log(JSON.stringify({ name: "bench:validate", passed, total: ROUNDS, share, ...figures }));
process.exitCode = passed === ROUNDS && figures.ratio <= 1 ? 0 : 1;

async function stackJson(): Promise<JsonObject> {
  const stackPath = `stacks/${STACK}`;
  const synthesiser = await realSynthesiser();
  const synthesised = await synthesiser.synthesise({
    files: await readTree(".", stackPath),
    stack: STACK,
    stackPath,
  });
  const host = { repository: "acme/infrastructure", stack: STACK, account: "123456789012" };
  const prepared = prepareForHost(synthesised, { ...host, region: "eu-west-1" });
  if (!isJsonObject(prepared)) throw new Error("The stack is no object.");
  return prepared;
}

async function twice() {
  await warm.check(json, never);
  return warm.check(json, never);
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const from = performance.now();
  const result = await work();
  return { ms: Math.round(performance.now() - from), result };
}

function rounded(ratio = 0): number {
  return Math.round(100 * ratio) / 100;
}
