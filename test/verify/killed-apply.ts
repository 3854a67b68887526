import { once } from "node:events";
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startCloud } from "../demo/cloud.ts";
import { providerMirror } from "../demo/tools.ts";
import { bareRepository } from "../support/bare-repository.ts";
import { keyPair, STATE_KEY } from "../support/state.ts";
import { tool } from "../support/tools.ts";
import { configuration, heldBy, REGION } from "./killed-apply-cloud.ts";
import { killWhen, start } from "./killed-apply-kill.ts";
import type { RunOrder } from "./killed-apply-run.ts";

/** An apply of 20 resources is killed, process tree and private directory, when the cloud holds 5, 10 and 15; the next run has to know every one. */
const { values } = parseArgs({
  options: {
    at: { type: "string", multiple: true, default: ["5", "10", "15"] },
    /** `unsaved`: nothing is pushed while Terraform works, and the check has to notice. */
    plant: { type: "string" },
  },
});
const bare = bareRepository();
const home = join(bare.folder, "home");
const mirror = providerMirror();
mkdirSync(join(home, ".terraform.d"), { recursive: true });
if (mirror !== null) symlinkSync(mirror, join(home, ".terraform.d", "plugins"));
const cloud = await startCloud(tool("moto_server"), bare.folder);
const deployer = keyPair();
const rows = [];
try {
  for (const at of values.at) rows.push(await killedAt(Number(at)));
} finally {
  cloud.stop();
  bare.remove();
}
console.table(rows);
const total = rows.reduce((sum, row) => sum + row.held, 0);
const passed = total - rows.reduce((sum, row) => sum + row.silent, 0);
const saved = rows.reduce((sum, row) => sum + (row.saved ?? 0), 0);
// Where nothing was off the machine before the kill, the versions came too late to be worth their name.
const isTested = saved > 0 && rows.every((row) => row.held > 0 && row.held < 20);
console.log(
  JSON.stringify({ name: "killed-apply", passed, total, share: passed / total, kills: rows.length, saved }),
);
process.exitCode = isTested && passed === total ? 0 : 1;

async function killedAt(count: number) {
  const stack = `killed${count}`;
  const started = Date.now();
  await killWhen(orderOf("apply", stack), cloud.url, count);
  rmSync(join(bare.folder, stack), { recursive: true, force: true });
  const held = await heldBy(cloud.url, stack);

  const found = await look(stack);
  const fates = held.map((name) => ({ name, fate: fateOf(name, found) }));
  for (const { name, fate } of fates) console.log(`${name}: ${fate}`);
  const countOf = (start: string) => fates.filter(({ fate }) => fate.startsWith(start)).length;
  const [saved, toImport, named, silent] = ["in state", "to import", "named", "silent"].map(countOf);
  const seconds = Math.round((Date.now() - started) / 1000);
  return { "killed at": count, held: held.length, saved, toImport, named, silent: silent ?? 0, seconds };
}

interface Found {
  readonly version: number;
  readonly inState: readonly { readonly address: string; readonly id: string | null }[];
  readonly settled: readonly {
    readonly address: string;
    readonly outcome: { readonly kind: string; readonly id?: string; readonly answer: string };
  }[];
  readonly strays: readonly string[];
}

/** What the next run, in another clone and another directory, knows of one resource of the cloud. */
function fateOf(name: string, { inState, settled }: Found): string {
  if (inState.some(({ id }) => id === name)) return "in state";
  const number = Number(/-(\d+)$/.exec(name)?.[1]);
  const about = settled.find(({ address }) => address.endsWith(`.r${number}`));
  if (about?.outcome.kind === "import" && about.outcome.id === name)
    return `to import (${about.outcome.answer})`;
  if (about?.outcome.kind === "named") return `named (${about.outcome.answer})`;
  return `silent${about === undefined ? "" : ` (${about.outcome.kind}: ${about.outcome.answer})`}`;
}

async function look(stack: string): Promise<Found> {
  const child = start(orderOf("recover", stack));
  const output: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => output.push(chunk));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`the next run ended with ${code}`);
  return JSON.parse(Buffer.concat(output).toString("utf8")) as Found;
}

function orderOf(mode: RunOrder["mode"], stack: string): RunOrder {
  const directory = join(bare.folder, mode === "apply" ? stack : `${stack}-next`);
  mkdirSync(directory, { recursive: true });
  return {
    mode,
    run: mode === "apply" ? "1" : "2",
    remote: bare.remote,
    clone: join(directory, "clone"),
    temporary: directory,
    home,
    terraform: tool("terraform"),
    repository: "acme/infra",
    stack,
    configuration: configuration("acme/infra", stack),
    credentials: { ...cloud.env, AWS_REGION: REGION },
    stateKey: Buffer.from(STATE_KEY).toString("base64"),
    signingKey: deployer.privatePem,
    deployer: deployer.publicPem,
    isUnsaved: values.plant === "unsaved" && mode === "apply",
  };
}
