import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonObject } from "#shared/core/json.ts";
import { awsStub } from "./aws-stub.ts";
import { type Diagnostic, errorsOf } from "./diagnostics.ts";
import { type OfflineTerraform, offlineTerraform } from "./offline-terraform.ts";
import { objectAt, rootShaped } from "./root-shaped.ts";
import { asModule, asRoot, shapeOf } from "./stack-json.ts";

/** A stack's Terraform JSON, as synthesised. */
export interface StackToPlan {
  readonly id: string;
  readonly json: JsonObject;
}

/** `plan` is what `terraform show -json` gives for the stack alone; `error` is the first sentence of `diagnostics`. */
export type PlannedStack =
  | { readonly id: string; readonly plan: JsonObject }
  | { readonly id: string; readonly error: string; readonly diagnostics: readonly Diagnostic[] };

/** Stacks planned together; more cost memory in Terraform and time after a failure. */
const TOGETHER = 60;
const ROUNDS = 12;

/**
 * Plans many AWS stacks offline with the real provider (empty state, fake keys, EC2 zones, images and the caller's identity from a
 * loopback stub): ~0.1 s a stack, in the order given. Stacks of one region are child modules of one root; one that fails leaves
 * it with its diagnostics and the others are planned again. Each plan is shaped as if its stack were the root: addresses
 * without a module, `configuration.root_module`, outputs, variables and prior state its own, the region in `provider_config`. A stack
 * whose provider blocks say more than a region, or with `import` blocks, is planned as a root of its own (~5 s).
 */
export async function planMany(stacks: readonly StackToPlan[]): Promise<PlannedStack[]> {
  const terraform = await offlineTerraform();
  const stub = await awsStub();
  const offline = offlineProvider(stub.url);
  try {
    const planned = new Map<string, PlannedStack>();
    for (const batch of batches(stacks)) {
      for (const one of await planBatch(batch, { terraform, offline })) planned.set(one.id, one);
    }
    return stacks.map(({ id }) => planned.get(id) ?? failed(id, [notPlanned]));
  } finally {
    await stub.close();
    await terraform.close();
  }
}

const notPlanned: Diagnostic = { summary: "Not planned", detail: "", address: null };

/** One provider block that asks nobody but the stub. */
function offlineProvider(url: string): JsonObject {
  return {
    access_key: "x",
    secret_key: "x",
    skip_credentials_validation: true,
    skip_metadata_api_check: true,
    skip_region_validation: true,
    skip_requesting_account_id: true,
    endpoints: [{ ec2: url, sts: url }],
  };
}

interface Tools {
  readonly terraform: OfflineTerraform;
  readonly offline: JsonObject;
}

interface Batch {
  readonly region: string | null;
  readonly isAlone: boolean;
  readonly stacks: readonly StackToPlan[];
}

/** The provider is configured once a run, so only stacks of one region go together. */
function batches(stacks: readonly StackToPlan[]): Batch[] {
  const found: Batch[] = [];
  const open = new Map<string | null, StackToPlan[]>();
  for (const stack of stacks) {
    const { region, isModule } = shapeOf(stack.json);
    const last = open.get(region);
    if (!isModule) found.push({ region, isAlone: true, stacks: [stack] });
    else if (last !== undefined && last.length < TOGETHER) last.push(stack);
    else {
      const next = [stack];
      open.set(region, next);
      found.push({ region, isAlone: false, stacks: next });
    }
  }
  return found;
}

async function planBatch(batch: Batch, tools: Tools): Promise<PlannedStack[]> {
  const there = new Set(tools.terraform.providers);
  const lacking = (stack: StackToPlan) => shapeOf(stack.json).providers.find((source) => !there.has(source));
  const done = batch.stacks.flatMap((stack) => {
    const source = lacking(stack);
    return source === undefined ? [] : [failed(stack.id, [absent(source)])];
  });
  const stacks = batch.stacks.filter((stack) => lacking(stack) === undefined);
  if (stacks.length === 0) return done;
  return [
    ...done,
    ...(batch.isAlone ? await planAlone(stacks, tools) : await planTogether({ ...batch, stacks }, tools)),
  ];
}

async function planAlone(
  stacks: readonly StackToPlan[],
  { terraform, offline }: Tools,
): Promise<PlannedStack[]> {
  const planned: PlannedStack[] = [];
  for (const { id, json } of stacks) {
    const result = await planRoot(terraform, { "main.tf.json": asRoot(json, offline) });
    planned.push(
      result.kind === "planned"
        ? { id, plan: result.plan }
        : failed(
            id,
            errorsOf(result.output).map((one) => one.diagnostic),
          ),
    );
  }
  return planned;
}

/** Plans until none is left that fails; errors that name no stack split the batch. */
async function planTogether(batch: Batch, tools: Tools): Promise<PlannedStack[]> {
  const done: PlannedStack[] = [];
  let left = batch.stacks;
  for (let round = 0; round < ROUNDS && left.length > 0; round += 1) {
    const result = await planRoot(
      tools.terraform,
      filesOf({ ...batch, stacks: left }, tools.offline),
      batch.region,
    );
    if (result.kind === "planned")
      return [...done, ...left.map((stack, index) => partOf(result.plan, stack, index))];
    const errors = errorsOf(result.output);
    const byModule = Map.groupBy(errors, ({ module }) => module);
    const failing = left.filter((_, index) => byModule.has(`m${index}`));
    if (failing.length === 0)
      return [...done, ...(await planHalves({ ...batch, stacks: left }, tools, errors))];
    for (const stack of failing) {
      const own = byModule.get(`m${left.indexOf(stack)}`) ?? [];
      done.push(
        failed(
          stack.id,
          own.map(({ diagnostic }) => diagnostic),
        ),
      );
    }
    left = left.filter((stack) => !failing.includes(stack));
  }
  return [...done, ...left.map(({ id }) => failed(id, [notPlanned]))];
}

async function planHalves(
  batch: Batch,
  tools: Tools,
  errors: ReturnType<typeof errorsOf>,
): Promise<PlannedStack[]> {
  const [first] = batch.stacks;
  if (first !== undefined && batch.stacks.length === 1)
    return [
      failed(
        first.id,
        errors.map(({ diagnostic }) => diagnostic),
      ),
    ];
  const middle = Math.ceil(batch.stacks.length / 2);
  return [
    ...(await planTogether({ ...batch, stacks: batch.stacks.slice(0, middle) }, tools)),
    ...(await planTogether({ ...batch, stacks: batch.stacks.slice(middle) }, tools)),
  ];
}

/** Root and modules; every output of a module is one of the root. */
function filesOf(batch: Batch, offline: JsonObject): Record<string, JsonObject> {
  const modules = batch.stacks.map(({ json }, index) => ({ name: `m${index}`, json }));
  const outputs = modules.flatMap(({ name, json }) =>
    Object.entries(objectAt(json, "output")).map(([output, body]) => [
      `${name}__${output}`,
      { value: `\${module.${name}.${output}}`, sensitive: objectAt(body).sensitive === true },
    ]),
  );
  const root = {
    provider: { aws: [{ ...offline, ...(batch.region === null ? {} : { region: batch.region }) }] },
    module: Object.fromEntries(modules.map(({ name }) => [name, { source: `./${name}` }])),
    ...(outputs.length === 0 ? {} : { output: Object.fromEntries(outputs) }),
  };
  const files = modules.map(({ name, json }) => [`${name}/main.tf.json`, asModule(json)]);
  return { "main.tf.json": root, ...Object.fromEntries(files) };
}

type RootPlan =
  | { readonly kind: "planned"; readonly plan: JsonObject }
  | { readonly kind: "failed"; readonly output: string };

async function planRoot(
  terraform: OfflineTerraform,
  files: Readonly<Record<string, JsonObject>>,
  region: string | null = null,
): Promise<RootPlan> {
  const folders = new Set(Object.keys(files).map((path) => path.split("/")[0] ?? ""));
  try {
    for (const [path, content] of Object.entries(files)) {
      const target = join(terraform.directory, path);
      await mkdir(join(target, ".."), { recursive: true });
      await writeFile(target, JSON.stringify(content));
    }
    await terraform.run(["get"]);
    const args = ["plan", "-json", "-input=false", "-refresh=false", "-lock=false", "-out=plan.tfplan"];
    const result = await terraform.run(args, region ?? undefined);
    if (result.code !== 0) return { kind: "failed", output: `${result.stdout}\n${result.stderr}` };
    const shown = await terraform.run(["show", "-json", "plan.tfplan"]);
    return { kind: "planned", plan: JSON.parse(shown.stdout) as JsonObject };
  } finally {
    for (const folder of [...folders, ".terraform", "plan.tfplan"]) {
      await rm(join(terraform.directory, folder), { recursive: true, force: true });
    }
  }
}

function partOf(plan: JsonObject, { id, json }: StackToPlan, index: number): PlannedStack {
  const defaults = Object.entries(objectAt(json, "variable")).map(([name, body]) => [
    name,
    { value: objectAt(body).default ?? null },
  ]);
  const part = { module: `m${index}`, region: shapeOf(json).region, variables: Object.fromEntries(defaults) };
  return { id, plan: rootShaped(plan, part) };
}

function failed(id: string, diagnostics: readonly Diagnostic[]): PlannedStack {
  const [first] = diagnostics;
  const error =
    first === undefined
      ? "Terraform failed without a word"
      : [first.address, first.summary, first.detail].filter(Boolean).join(": ");
  return { id, error, diagnostics };
}

function absent(source: string): Diagnostic {
  return { summary: "Provider not on this machine", detail: source, address: null };
}
