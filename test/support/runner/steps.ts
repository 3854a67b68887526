import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { checkout } from "./checkout.ts";
import { runChild } from "./child.ts";
import { asText, interpolate, isTrue } from "./expressions.ts";
import { newFiles, readPairs } from "./files.ts";
import type { JobRoom } from "./room.ts";
import type { StepSpec } from "./workflow.ts";

interface Progress {
  failed: boolean;
  /** What steps have set for those after them. */
  env: Record<string, string>;
  readonly steps: Record<string, { outputs: Record<string, string>; outcome: string; conclusion: string }>;
}

export interface StepReport {
  readonly name: string;
  readonly conclusion: "success" | "failure" | "skipped" | "cancelled";
  readonly summary: string;
}

export interface JobReport {
  readonly failed: boolean;
  readonly steps: Progress["steps"];
}

/** Runs the steps in order; after a failure only those whose `if` asks for it. */
export async function runSteps(
  room: JobRoom,
  specs: readonly StepSpec[],
  onStep: (report: StepReport) => void,
): Promise<JobReport> {
  const progress: Progress = { failed: false, env: {}, steps: {} };
  for (const [index, spec] of specs.entries()) {
    const report = await runStep(room, { spec, index }, progress);
    if (report.conclusion === "failure" && spec["continue-on-error"] !== true) progress.failed = true;
    onStep(report);
  }
  return { failed: progress.failed, steps: progress.steps };
}

async function runStep(
  room: JobRoom,
  step: { spec: StepSpec; index: number },
  progress: Progress,
): Promise<StepReport> {
  const { spec, index } = step;
  const name = spec.name ?? spec.uses ?? spec.run?.split("\n")[0] ?? "step";
  const contexts = { ...room.contexts, steps: progress.steps, env: { ...contextEnv(room), ...progress.env } };
  const standing = { failed: progress.failed, cancelled: room.signal.aborted };
  if (!isTrue(spec.if, contexts, standing)) return { name, conclusion: "skipped", summary: "" };
  room.log(`##[group]${asText(interpolate(name, contexts))}\n`);
  const files = newFiles(join(room.temp, `step-${index}`));
  const stepEnv = asTexts(interpolate(spec.env ?? {}, contexts));
  const env = { ...room.baseEnv, ...asTexts(contexts.env), ...stepEnv, ...files };
  const inner = { ...contexts, env: { ...contexts.env, ...stepEnv } };
  const inputs = asTexts(interpolate(spec.with ?? {}, inner));
  const code = await execute({ ...room, contexts: inner }, { spec, env, inputs });
  room.log(`##[endgroup] exit ${code}\n`);
  const outcome = code === 0 ? "success" : "failure";
  Object.assign(progress.env, readPairs(files.GITHUB_ENV));
  if (spec.id !== undefined) {
    progress.steps[spec.id] = { outputs: readPairs(files.GITHUB_OUTPUT), outcome, conclusion: outcome };
  }
  const conclusion = room.signal.aborted ? "cancelled" : outcome;
  return { name, conclusion, summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8") };
}

function contextEnv(room: JobRoom): Record<string, string> {
  return asTexts(room.contexts.env ?? {});
}

function asTexts(values: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values as Record<string, unknown>).map(([key, value]) => [key, asText(value)]),
  );
}

interface Prepared {
  readonly spec: StepSpec;
  readonly env: Record<string, string>;
  readonly inputs: Record<string, string>;
}

async function execute(room: JobRoom, prepared: Prepared): Promise<number> {
  const { spec, env, inputs } = prepared;
  if (spec.uses?.startsWith("actions/checkout@")) return checkout(room, inputs);
  if (spec.uses !== undefined) return runAction(room, { env, inputs });
  const script = asText(interpolate(spec.run, room.contexts));
  const cwd = join(room.workspace, spec["working-directory"] ?? ".");
  return start(room, { command: "bash", args: ["-e", "-o", "pipefail", "-c", script], env, cwd });
}

/** Our own action: its `action.yml` names the entry and the defaults of its inputs. */
function runAction(room: JobRoom, given: { env: Record<string, string>; inputs: Record<string, string> }) {
  const action = parse(readFileSync(join(room.actionDirectory, "action.yml"), "utf8")) as {
    runs: { main: string };
    inputs?: Record<string, { default?: unknown } | null>;
  };
  const defaults = Object.entries(action.inputs ?? {}).map(([name, input]) => [name, input?.default ?? ""]);
  const all = {
    ...asTexts(interpolate(Object.fromEntries(defaults), room.contexts)),
    ...room.inputs,
    ...given.inputs,
  };
  const inputs = Object.entries(all).map(([name, value]) => [
    `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`,
    value,
  ]);
  const env = { ...given.env, ...Object.fromEntries(inputs), GITHUB_ACTION_PATH: room.actionDirectory };
  return start(room, {
    command: "node",
    args: [join(room.actionDirectory, action.runs.main)],
    env,
    cwd: room.workspace,
  });
}

function start(
  room: JobRoom,
  child: { command: string; args: readonly string[]; env: Record<string, string>; cwd: string },
): Promise<number> {
  return runChild({ ...child, signal: room.signal, patience: room.patience, onText: room.log });
}
