import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { PipelineError } from "#shared/core/error.ts";
import { Json } from "#shared/core/json.ts";
import { parseJson, parseShape } from "#shared/core/parse.ts";
import type { RunProcess } from "#shared/core/process.ts";
import type { Applied, Planned, Secrets, Terraform, TerraformRun } from "#shared/core/terraform.ts";
import { lacksProviders } from "./state-providers.ts";
import { failure, sentenceOf } from "./terraform-failure.ts";
import { readIfThere, watchFile } from "./watch.ts";

export interface TerraformOptions {
  /** Path or name of the binary, Terraform's or OpenTofu's. */
  readonly binary: string;
  readonly run: RunProcess;
  /** Private directories are made below this one. */
  readonly temporary: string;
  /** `PATH`, `HOME`, proxies, and `TF_CLI_CONFIG_FILE` when one was given: everything else stays outside. */
  readonly environment: Readonly<Record<string, string>>;
  /** Interrupts Terraform, which then finishes what it is doing and writes its state. */
  readonly signal?: AbortSignal;
}

const FIXED = { CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_INPUT: "0" };
const CONFIGURATION = "main.tf.json";
const LOCK = ".terraform.lock.hcl";
const STATE = "terraform.tfstate";
const PLAN = "plan.tfplan";

/** Runs the binary by argv alone, in a directory that only we can read and that is removed afterwards. */
export function terraformBinary(options: TerraformOptions): Terraform {
  return {
    async open(files) {
      const directory = await mkdtemp(join(options.temporary, "code-run-"));
      await Promise.all(Object.entries(files).map(([name, bytes]) => writePrivate(directory, name, bytes)));
      return runIn(directory, { ...options, isLocked: Object.hasOwn(files, LOCK) });
    },
  };
}

async function writePrivate(directory: string, name: string, bytes: Uint8Array): Promise<void> {
  const isKnown = name === CONFIGURATION || name === LOCK || name === STATE;
  if (isKnown) return await writeFile(join(directory, name), bytes, { mode: 0o600, flag: "wx" });
  throw new PipelineError("plan/file-not-allowed", `${name} is no file that we let Terraform read.`, {
    next: "Bring the configuration as Terraform JSON, and its lock file.",
  });
}

function runIn(directory: string, options: TerraformOptions & { readonly isLocked: boolean }): TerraformRun {
  const statePath = join(directory, STATE);
  let credentials: Secrets["credentials"] = {};
  let installed: Promise<void> | null = null;
  const start = (args: readonly string[], onLine?: (line: string) => void) =>
    call(
      { ...options, environment: { ...options.environment, ...FIXED, ...credentials } },
      args,
      directory,
      onLine,
    );
  const checked = async (args: readonly string[]) => {
    const result = await start(args);
    if (result.code !== 0) throw failure(args[0] ?? "", result, Object.values(credentials));
    return result.stdout;
  };
  const install = async () => {
    await checked(["init", "-json", "-input=false", ...(options.isLocked ? ["-lockfile=readonly"] : [])]);
  };
  const init = () => {
    installed ??= install();
    return installed;
  };
  return {
    statePath,
    init,
    async begin(secrets) {
      credentials = secrets.credentials;
      if (secrets.state !== null) await writePrivate(directory, STATE, secrets.state);
    },
    async plan() {
      await init();
      if (await lacksProviders(directory, await readIfThere(statePath))) await install();
      await checked(["plan", "-json", "-input=false", `-out=${PLAN}`]);
      return plannedBy(options.binary, await checked(["show", "-json", PLAN]));
    },
    async apply(onLine): Promise<Applied> {
      const result = await start(["apply", "-json", "-input=false", PLAN], onLine);
      if (result.code === 0) return { kind: "applied" };
      return { kind: "failed", message: sentenceOf(result, Object.values(credentials)) };
    },
    state: () => readIfThere(statePath),
    watchState: (onChange) => watchFile(statePath, onChange),
    async close() {
      await installed?.catch(() => undefined);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function plannedBy(binary: string, text: string): Planned {
  const json = parseJson(Json, text, "plan/unreadable");
  const { terraform_version: version } = parseShape(Version, json, "plan/unreadable");
  return { text, json, versions: { [binary.includes("tofu") ? "opentofu" : "terraform"]: version } };
}

const Version = z.object({ terraform_version: z.string() });

type Caller = Pick<TerraformOptions, "binary" | "run" | "environment" | "signal">;

async function call(
  { binary, run, environment, signal }: Caller,
  args: readonly string[],
  ...[cwd, onLine]: [cwd: string, onLine?: (line: string) => void]
) {
  try {
    return await run(binary, args, {
      cwd,
      env: environment,
      ...(signal === undefined ? {} : { signal }),
      ...(onLine === undefined ? {} : { onLine }),
    });
  } catch (cause) {
    if (!(cause instanceof PipelineError && cause.code === "process/not-found")) throw cause;
    throw new PipelineError("plan/terraform-missing", `${binary} cannot be started.`, {
      next: "Install Terraform or OpenTofu on the runner, or name its path in the input `terraform`.",
      cause,
    });
  }
}
