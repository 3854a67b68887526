import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ACTIONS_BOT } from "../github/identity.ts";
import type { Shape } from "../github/openapi.ts";
import type { GitHub } from "../github/start.ts";
import { type Job, now, type Permissions, type Run } from "../github/store.ts";
import { enterEnvironment, environmentRefusal } from "./environments.ts";
import { asText, type Contexts, interpolate } from "./expressions.ts";
import type { Conclusion, Result } from "./graph.ts";
import type { RunnerOptions } from "./options.ts";
import { jobPermissions } from "./permissions.ts";
import type { JobRoom } from "./room.ts";
import { runSteps } from "./steps.ts";
import type { JobSpec, Workflow } from "./workflow.ts";

export interface Instance {
  readonly run: Run;
  readonly workflow: Workflow;
  readonly id: string;
  readonly spec: JobSpec;
  readonly record: Job;
  /** `github`, `needs`, `matrix`, `strategy`, `vars`, `inputs`. */
  readonly contexts: Contexts;
  readonly signal: AbortSignal;
}

/** One job from its environment's door to its outputs. */
export async function runJob(github: GitHub, options: RunnerOptions, instance: Instance): Promise<Result> {
  const { record, spec, contexts } = instance;
  record.status = "in_progress";
  record.startedAt = now();
  try {
    const environment = environmentName(spec, contexts);
    record.environment = environment;
    const refused = environment === null ? null : doorOf(github, environment, instance);
    if (refused !== null) {
      record.log += `${refused}\n`;
      return conclude(record, "failure", {});
    }
    const room = prepare(github, options, { ...instance, environment });
    const report = await runSteps(room, spec.steps, (step) => {
      record.steps.push({ name: step.name, number: record.steps.length + 1, conclusion: step.conclusion });
      record.summary += step.summary;
    });
    github.tokens.revoke(room.token);
    const outputs = interpolate(spec.outputs ?? {}, { ...room.contexts, steps: report.steps }) as Record<
      string,
      unknown
    >;
    const texts = Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, asText(value)]));
    const ended = report.failed ? "failure" : "success";
    return conclude(record, instance.signal.aborted ? "cancelled" : ended, texts);
  } catch (error) {
    record.log += `${error instanceof Error ? error.stack : String(error)}\n`;
    return conclude(record, "failure", {});
  }
}

export function conclude(record: Job, result: Conclusion, outputs: Record<string, string>): Result {
  record.status = "completed";
  record.conclusion = result;
  record.completedAt = now();
  return { result, outputs };
}

function environmentName(spec: JobSpec, contexts: Contexts): string | null {
  const stated = interpolate(spec.environment, contexts);
  if (stated === undefined || stated === null) return null;
  const name = typeof stated === "object" ? (stated as { name?: unknown }).name : stated;
  return asText(name) || null;
}

function doorOf(github: GitHub, environment: string, instance: Instance): string | null {
  const { ref_name: branch } = instance.contexts.github as { ref_name: string };
  return environmentRefusal(github.hub, enterEnvironment(github.hub, environment), branch);
}

function prepare(
  github: GitHub,
  options: RunnerOptions,
  job: Instance & { environment: string | null },
): JobRoom {
  const { run, record, environment } = job;
  const directory = join(options.directory, `run-${run.id}-${run.attempt}`, `job-${record.id}`);
  const [workspace, temp, home] = ["workspace", "temp", "home"].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ];
  for (const one of [workspace, temp, home]) mkdirSync(one, { recursive: true });
  options.prepareHome?.(home);
  const permissions = jobPermissions(job.spec.permissions, job.workflow.permissions);
  const token = github.tokens.mint({ kind: "job", login: ACTIONS_BOT, permissions, runId: run.id }, "ghs");
  const secrets = { ...options.secrets, ...secretsOf(github, environment), GITHUB_TOKEN: token };
  const facts: Shape = { ...(job.contexts.github as Shape), token, workspace, job: job.id };
  const runner = {
    temp,
    os: "Linux",
    arch: "X64",
    tool_cache: temp,
    name: "standin",
    environment: "github-hosted",
  };
  const contexts = { ...job.contexts, github: facts, secrets, runner, job: { status: "success" } };
  const files = { eventPath: join(temp, "event.json") };
  writeFileSync(files.eventPath, JSON.stringify(run.payload));
  const env = interpolate({ ...job.workflow.env, ...job.spec.env }, contexts);
  return {
    directory,
    workspace,
    temp,
    repository: github.hub.fullName,
    serverUrl: github.url,
    token,
    sha: asText(facts.sha),
    baseEnv: {
      ...variables(github, { facts, eventPath: files.eventPath, temp, home }),
      ...options.env,
      ...(environment === null ? {} : options.cloudEnv),
      ...oidcEnv(github, { permissions, token, environment }),
    },
    contexts: { ...contexts, env },
    signal: job.signal,
    patience: options.patience,
    actionDirectory: options.actionDirectory,
    inputs: options.inputs,
    log: (text) => {
      record.log += mask(text, Object.values(secrets));
    },
  };
}

function secretsOf(github: GitHub, environment: string | null): Record<string, string> {
  return github.store.environments.find((one) => one.name === environment)?.secrets ?? {};
}

/** Secrets are stars in every log. */
function mask(text: string, secrets: readonly string[]): string {
  const lines = secrets.flatMap((secret) => secret.split("\n")).filter((line) => line.length > 5);
  return lines.reduce((masked, line) => masked.replaceAll(line, "***"), text);
}

/** `GITHUB_*` and `RUNNER_*` as a hosted runner sets them. */
function variables(
  github: GitHub,
  job: { facts: Record<string, unknown>; eventPath: string; temp: string; home: string },
): Record<string, string> {
  const named = Object.entries(job.facts).filter(
    ([name, value]) => typeof value !== "object" && name !== "token",
  );
  const facts = named.map(([name, value]) => [`GITHUB_${name.toUpperCase()}`, asText(value)]);
  return {
    ...(Object.fromEntries(facts) as Record<string, string>),
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_PATH: job.eventPath,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_SERVER_URL: github.url,
    RUNNER_TEMP: job.temp,
    RUNNER_OS: "Linux",
    RUNNER_ARCH: "X64",
    RUNNER_TOOL_CACHE: job.temp,
    HOME: job.home,
  };
}

function oidcEnv(
  github: GitHub,
  job: { permissions: Permissions; token: string; environment: string | null },
): Record<string, string> {
  if (job.permissions["id-token"] !== "write") return {};
  const query = job.environment === null ? "?v=1" : `?environment=${encodeURIComponent(job.environment)}`;
  return {
    ACTIONS_ID_TOKEN_REQUEST_URL: `${github.url}/_oidc/token${query}`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: job.token,
  };
}
