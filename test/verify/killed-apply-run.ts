import { readFileSync } from "node:fs";
import { z } from "zod";
import { awsTags } from "../../action/adapters/aws-tags.ts";
import { terraformBinary } from "../../action/adapters/terraform.ts";
import { deploy, underLock } from "../../action/apply-stack.ts";
import type { Context, Hands } from "../../action/hands.ts";
import type { StackPlan } from "../../action/plan-stack.ts";
import type { PreparedStack } from "../../action/prepare-stack.ts";
import { settle } from "../../action/state/in-doubt.ts";
import type { StateWriter } from "../../action/state/place.ts";
import { pullState } from "../../action/state/pull-state.ts";
import { resourcesInState } from "../../action/state/terraform-state.ts";
import { openGit } from "../../app/shared/adapters/git.ts";
import { runProcess } from "../../app/shared/adapters/process.ts";
import { signerFrom, trustedKeys } from "../../app/shared/ledger/keys.ts";
import { readStateKey, stateKeyProvider } from "../../app/shared/ledger/state-key.ts";

/** One run of the apply job in a process of its own, so that it can be killed: lock, state, plan, deploy, or the look at what a dead run left. */
export const RunOrder = z.object({
  mode: z.enum(["apply", "recover"]),
  run: z.string(),
  remote: z.string(),
  clone: z.string(),
  temporary: z.string(),
  home: z.string(),
  terraform: z.string(),
  repository: z.string(),
  stack: z.string(),
  configuration: z.string(),
  credentials: z.record(z.string(), z.string()),
  stateKey: z.string(),
  signingKey: z.string(),
  deployer: z.string(),
  /** The planted fault: nothing leaves the machine while Terraform works. */
  isUnsaved: z.boolean(),
});
export type RunOrder = z.infer<typeof RunOrder>;

const order = RunOrder.parse(JSON.parse(readFileSync(0, "utf8")));
const context: Context = {
  repository: order.repository,
  defaultBranch: "main",
  run: { id: order.run, attempt: 1 },
  job: "apply",
  runUrl: "",
  headHint: null,
  stateKey: readStateKey(order.stateKey),
  signer: signerFrom(order.signingKey),
};
const git = openGit({
  directory: order.clone,
  remote: order.remote,
  identity: { name: "Deployer", email: "deployer@example.org" },
});
const terraform = terraformBinary({
  binary: order.terraform,
  run: runProcess,
  temporary: order.temporary,
  environment: { PATH: process.env.PATH ?? "", HOME: order.home },
});
// Deploying and looking reach for no other hand than these.
const hands = {
  git,
  terraform,
  workflows: { hasEnded: async () => true },
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
} as Partial<Hands> as Hands;
const provider = stateKeyProvider(readStateKey(order.stateKey));
const writer: StateWriter = {
  git: order.isUnsaved ? { ...git, push: async () => ({ kind: "pushed" }) } : git,
  repository: order.repository,
  stack: order.stack,
  open: [provider],
  seal: provider,
  signer: signerFrom(order.signingKey),
  trusted: trustedKeys([order.deployer]),
};

await underLock({ ...writer, git }, [hands, context], async (lock) => {
  const pulled = await pullState(writer, null);
  if (order.mode === "recover") {
    const cloud = awsTags(order.credentials, () => new Date());
    const tag = `${order.repository}/${order.stack}`;
    const { journal, state } = pulled;
    const nothing = { settled: [], strays: await cloud.withTag("code:stack", tag) };
    const found = journal === null ? nothing : await settle({ journal, state, tag, cloud, probe: null });
    console.log(
      JSON.stringify({ version: pulled.header?.sequence ?? 0, inState: resourcesInState(state), ...found }),
    );
    return { lock, result: null };
  }
  const files = { "main.tf.json": Buffer.from(order.configuration, "utf8") };
  const run = await terraform.open(files);
  await run.begin({ state: pulled.state, credentials: order.credentials });
  const planned = { planned: await run.plan() } as Partial<StackPlan> as StackPlan;
  const base = { commit: pulled.commit, header: pulled.header };
  const prepared = { name: order.stack } as Partial<PreparedStack> as PreparedStack;
  const deployed = await deploy({ prepared, planned, run }, { writer, stand: { lock, base } }, [
    hands,
    context,
  ]);
  return { lock: deployed.lock, result: null };
});
