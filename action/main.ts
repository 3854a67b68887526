import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as core from "@actions/core";
import { context as github } from "@actions/github";
import { openGit } from "#shared/adapters/git.ts";
import { githubChanges } from "#shared/adapters/github-changes.ts";
import { githubChecks } from "#shared/adapters/github-checks.ts";
import { githubConversation } from "#shared/adapters/github-conversation.ts";
import { githubDispatches } from "#shared/adapters/github-dispatches.ts";
import { githubEnvironments } from "#shared/adapters/github-environments.ts";
import { githubMerges } from "#shared/adapters/github-merges.ts";
import { githubPeople } from "#shared/adapters/github-people.ts";
import { githubWorkflows } from "#shared/adapters/github-workflows.ts";
import { octokitFor, repositoryOf } from "#shared/adapters/octokit.ts";
import { opaEngines } from "#shared/adapters/opa.ts";
import { runProcess } from "#shared/adapters/process.ts";
import { findSandbox } from "#shared/adapters/sandbox.ts";
import { sandboxedSynthesiser } from "#shared/adapters/synthesiser.ts";
import { trivyScanner } from "#shared/adapters/trivy.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Json } from "#shared/core/json.ts";
import type { Log } from "#shared/core/log.ts";
import { parseJson } from "#shared/core/parse.ts";
import { PolicyManifest } from "#shared/core/policy-manifest.ts";
import { awsTags } from "./adapters/aws-tags.ts";
import { awsIdentity } from "./adapters/cloud-identity.ts";
import { hclToJson } from "./adapters/hcl.ts";
import { npmPackages } from "./adapters/packages.ts";
import { terraformBinary } from "./adapters/terraform.ts";
import { type Config, readConfig } from "./config.ts";
import type { Context, Hands } from "./hands.ts";
import { runMode } from "./modes.ts";

const stop = new AbortController();
// GitHub signals this process alone: Terraform gets its interrupt through us, and is waited for.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort());

async function main(): Promise<void> {
  try {
    const config = readConfig((name) => core.getInput(name), process.env, github.payload);
    const { stateKey, signer, repository, defaultBranch, headHint, run, job, runUrl } = config;
    const context: Context = { repository, defaultBranch, headHint, run, job, runUrl, stateKey, signer };
    const { outputs, passed } = await runMode(config, await buildHands(config), context);
    for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
    if (!passed) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    core.error(`${error.code}: ${error.message} ${error.next}`);
    process.exitCode = 1;
  }
}

async function buildHands(config: Config): Promise<Hands> {
  const { environment, temporary } = config;
  const terraformConfig =
    config.terraformConfig === undefined ? {} : { TF_CLI_CONFIG_FILE: config.terraformConfig };
  return {
    ...gitHub(config),
    git: git(config),
    terraform: terraformBinary({
      binary: config.terraform,
      run: runProcess,
      temporary,
      environment: { ...environment, ...terraformConfig },
      signal: stop.signal,
    }),
    cloud: awsIdentity(config.cloud),
    taggedObjects: (session) => awsTags(session, () => new Date()),
    packages: npmPackages({
      run: runProcess,
      cache: config.packagesCache,
      environment: { ...environment, ...config.npm },
    }),
    synthesiserWith: async (nodeModules) =>
      sandboxedSynthesiser({ sandbox: await findSandbox(runProcess), nodeModules }),
    policies: await policies(),
    scanner: trivyScanner({
      binary: absolute(config.trivy),
      cacheDirectory: join(temporary, "trivy"),
      run: runProcess,
    }),
    hclToJson,
    summary: async (markdown) => {
      if (config.summaryPath !== null) appendFileSync(config.summaryPath, `${markdown}\n\n`);
    },
    now: () => new Date(),
    log,
  };
}

function gitHub({ token, apiUrl: baseUrl, repository, defaultBranch }: Config) {
  const at = repositoryOf(octokitFor({ token, baseUrl, log }), repository);
  return {
    changes: githubChanges(at),
    checks: githubChecks(at),
    merges: githubMerges(at, defaultBranch),
    environments: githubEnvironments(at, defaultBranch),
    people: githubPeople(at),
    conversation: githubConversation(at, "github-actions[bot]"),
    workflows: githubWorkflows(at),
    dispatches: githubDispatches(at, defaultBranch),
  };
}

function git({ serverUrl, repository, temporary, environment, token, pushToken, pushKey }: Config) {
  const { host } = new URL(serverUrl);
  const overSsh =
    pushKey === undefined ? null : { remote: `ssh://git@${host}/${repository}.git`, sshKey: pushKey };
  const access = overSsh ?? { remote: `${serverUrl}/${repository}.git`, token: pushToken ?? token };
  const identity = { name: "CODE deployer", email: "code-deployer@users.noreply.github.com" };
  return openGit({ directory: join(temporary, "code-git"), identity, environment, ...access });
}

/** The policies lie at the root of the action's own repository, beside the bundle and the sources alike. */
async function policies(): Promise<Hands["policies"]> {
  let root = import.meta.dirname;
  while (!existsSync(join(root, "policies", "manifest.json"))) root = dirname(root);
  const manifest = parseJson(
    PolicyManifest,
    readFileSync(join(root, "policies", "manifest.json"), "utf8"),
    "policy/manifest-unreadable",
  );
  return { ...(await opaEngines(readFileSync(join(root, "policies", "bundle.wasm")))), manifest };
}

function absolute(program: string): string {
  const folders = (process.env.PATH ?? "").split(":");
  return program.includes("/")
    ? program
    : (folders.map((folder) => join(folder, program)).find(existsSync) ?? program);
}

const log: Log = {
  info: (event, fields) => say("info", event, fields),
  warn: (event, fields) => say("warn", event, fields),
  error: (event, fields) => say("error", event, fields),
};

function say(level: string, event: string, fields?: Record<string, Json>): void {
  console.log(JSON.stringify({ level, event, ...fields }));
}

await main();
