import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { awsTags } from "../../action/adapters/aws-tags.ts";
import { terraformBinary } from "../../action/adapters/terraform.ts";
import { writerOf } from "../../action/apply-stack.ts";
import { changeOfCommit } from "../../action/change.ts";
import { pullState } from "../../action/state/pull-state.ts";
import { resourcesInState } from "../../action/state/terraform-state.ts";
import { runProcess } from "../../app/shared/adapters/process.ts";
import { PipelineError } from "../../app/shared/core/error.ts";
import { prepareForHost } from "../../app/shared/synth/prepare-for-host.ts";
import { storyOf } from "../action/story.ts";
import { DEPLOYER_KEY, DEPLOYER_PUBLIC, makeWorld } from "../action/world.ts";
import { startCloud } from "../demo/cloud.ts";
import { providerMirror } from "../demo/tools.ts";
import { tool } from "../support/tools.ts";
import { ACCOUNT, guarded, heldBy, REGION } from "./killed-apply-cloud.ts";
import { killWhen } from "./killed-apply-kill.ts";

/**
 * An apply is killed in its middle, and everything up to the end is driven: the next run takes the dead lock over and asks the cloud,
 * the recovery pull request is planned, approved, merged and applied, and the plan after it finds nothing to do.
 */
const { values } = parseArgs({ options: { at: { type: "string", default: "15" } } });
const STACK = "notes";
const base = await makeWorld();
const home = join(base.bare.folder, "home");
const mirror = providerMirror();
mkdirSync(join(home, ".terraform.d"), { recursive: true });
if (mirror !== null) symlinkSync(mirror, join(home, ".terraform.d", "plugins"));
const cloud = await startCloud(tool("moto_server"), base.bare.folder);
const credentials = { ...cloud.env, AWS_REGION: REGION };
const hands: typeof base.hands = {
  ...base.hands,
  terraform: terraformBinary({
    binary: tool("terraform"),
    run: runProcess,
    temporary: base.bare.folder,
    environment: { PATH: process.env.PATH ?? "", HOME: home },
  }),
  cloud: { credentials: async () => credentials },
  taggedObjects: (environment) => awsTags(environment, () => new Date()),
};
const world = { ...base, hands };
const story = storyOf(world);
let passed = 0;
const STEPS = 8;
try {
  await drive();
} finally {
  cloud.stop();
  base.bare.remove();
}
console.log(JSON.stringify({ name: "recovery", passed, total: STEPS, share: passed / STEPS }));
process.exitCode = passed === STEPS ? 0 : 1;

async function drive(): Promise<void> {
  const text = JSON.stringify(guarded(STACK));
  const pull = await story.proposeFiles({ [`stacks/${STACK}/main.tf.json`]: text });
  check("the change is planned", (await story.planned(pull.number))[STACK] === "passed");
  story.approve(pull.head.sha);
  const commit = await story.merge(pull.number);
  await killWhen(order(), cloud.url, Number(values.at));
  const held = await heldBy(cloud.url, STACK);
  const before = await addresses(commit);
  check("the run died in its middle", held.length > 0 && held.length < 20);

  world.facts.hasEnded = true;
  const refused = await story.applied(commit).catch((error: unknown) => error);
  check(
    "the next run refuses in doubt",
    refused instanceof PipelineError && refused.code === "apply/in-doubt",
  );
  const opened = world.pulls.filter(({ head }) => head.ref.startsWith("code/recovery/"));
  const [recovery] = opened;
  check("one recovery pull request is open", opened.length === 1 && recovery !== undefined);
  if (recovery === undefined) return;
  check("its plan passes", (await story.planned(recovery.number))[STACK] === "passed");
  story.approve(recovery.head.sha);
  const merged = await story.merge(recovery.number);
  check("its merge is applied", (await story.applied(merged)) === "applied");

  const ledger = await story.ledger();
  const applied = ledger.find(({ event }) => event.kind === "apply/applied")?.event.body;
  check("the plan after it is empty", JSON.stringify(applied).includes('"health":"converged"'));
  const after = await addresses(merged);
  const all = await heldBy(cloud.url, STACK);
  check("the state knows everything that the cloud holds", after.length === 27 && all.length === 20);
  console.table(
    held.map((name) => {
      const address = addressOf(name, after);
      return { name, address, fate: before.includes(address) ? "in state" : fate(address, ledger) };
    }),
  );
}

function check(what: string, isSo: boolean): void {
  console.log(`${isSo ? "yes" : "NO "} ${what}`);
  if (isSo) passed += 1;
}

async function addresses(commit: string): Promise<readonly string[]> {
  const change = await changeOfCommit({ commit, before: null }, hands, world.context);
  const { state } = await pullState(writerOf(STACK, change, [hands, world.context]), null);
  return resourcesInState(state).map(({ address }) => address);
}

function addressOf(name: string, known: readonly string[]): string {
  const number = Number(/-(\d+)$/.exec(name)?.[1]);
  return known.find((address) => address.endsWith(`.r${number}`) && !address.includes("_block")) ?? "";
}

/** What the ledger says became of it. */
function fate(address: string, ledger: Awaited<ReturnType<typeof story.ledger>>): string {
  const recovered = ledger.find(({ event }) => event.kind === "apply/recovered")?.event.body;
  const { settled = [] } = recovered as {
    settled?: { address: string; kind: string; answer: string }[];
  };
  const one = settled.find((settledOne) => settledOne.address === address);
  if (one === undefined) return "silent";
  return `${one.kind === "import" ? "imported" : one.kind}: ${one.answer}`;
}

/** The apply job of the merge as the run that dies, over the same remote and with the same keys. */
function order() {
  const temporary = join(base.bare.folder, "dying");
  mkdirSync(temporary);
  const host = { repository: "acme/infra", stack: STACK, account: ACCOUNT, region: REGION };
  return {
    mode: "apply" as const,
    run: "1",
    remote: base.bare.remote,
    clone: join(temporary, "clone"),
    temporary,
    home,
    terraform: tool("terraform"),
    repository: "acme/infra",
    stack: STACK,
    configuration: JSON.stringify(prepareForHost(guarded(STACK), host)),
    credentials,
    stateKey: Buffer.from(world.context.stateKey ?? []).toString("base64"),
    signingKey: DEPLOYER_KEY,
    deployer: DEPLOYER_PUBLIC,
    isUnsaved: false,
  };
}
