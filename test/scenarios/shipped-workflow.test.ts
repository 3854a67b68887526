import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillWorkflow } from "#shared/settings/fill-workflow.ts";
import { newKeys } from "../demo/keys.ts";
import { toolPath } from "../demo/tools.ts";
import { person } from "../support/github/person.ts";
import { seed } from "../support/github/seed.ts";
import { type GitHub, startGitHub } from "../support/github/start.ts";
import { RUNNER_DEFAULTS } from "../support/runner/options.ts";
import { type Runner, startRunner } from "../support/runner/runner.ts";
import { tool } from "../support/tools.ts";

const PATH = "stacks/notes/main.tf";
const hcl = (note: string) => `resource "terraform_data" "a" {\n  input = "${note}"\n}\n`;
const keys = newKeys();
const SETTINGS = JSON.stringify({
  version: 1,
  environments: { live: { account: "123456789012", region: "eu-west-1", apply_environment: "live" } },
  stacks: { notes: { environment: "live", kind: "terraform" } },
  keys: { app: [keys.appLedger.public], deployer: [keys.deployer.public] },
});

/** Terraform; while `hold` is there, an apply that has written its state goes on until it is interrupted. */
const slowTerraform = (directory: string) => `#!/usr/bin/env node
const { execFileSync } = require("node:child_process");
const { existsSync, writeFileSync } = require("node:fs");
process.on("SIGINT", () => process.exit(130));
const args = process.argv.slice(2);
try {
  execFileSync(${JSON.stringify(tool("terraform"))}, args, { stdio: "inherit" });
} catch (error) {
  process.exit(error.status ?? 1);
}
if (args[0] === "apply" && existsSync(${JSON.stringify(join(directory, "hold"))})) {
  writeFileSync(${JSON.stringify(join(directory, "applied"))}, "");
  setInterval(() => undefined, 1000);
}
`;

describe("the shipped workflow, with the bundle alone", () => {
  let directory: string;
  let github: GitHub;
  let runner: Runner;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "shipped-"));
    const people = { ana: { role: "write" }, omar: { role: "admin" } } as const;
    github = await startGitHub({ repository: "acme/infra", directory, people });
    const push = { contents: "write", pull_requests: "write", actions: "write" } as const;
    const publicKey = keys.app.public;
    github.registerApp({ slug: "code-deployer", permissions: push, events: [], publicKey, webhook: null });
    const action = `code-engine/code@${"1".repeat(40)}`;
    seed(github.hub, {
      ".github/code.yml": SETTINGS,
      ".github/workflows/code.yml": fillWorkflow(readFileSync(".github/workflows/code.yml", "utf8"), {
        action,
        environment: "live",
      }),
      [PATH]: hcl("nothing yet"),
    });
    const secrets = {
      CODE_STATE_KEY: keys.stateKey,
      CODE_SIGNING_KEY: keys.deployer.private,
      CODE_PUSH_TOKEN: github.installationToken("code-deployer"),
    };
    for (const name of ["code-plan", "live"]) {
      const id = github.store.nextId();
      github.store.environments.push({ id, name, policy: "custom", branches: ["main"], secrets });
    }
    runner = startRunner(github, { ...RUNNER_DEFAULTS, ...machine(directory) });
  });
  afterAll(async () => {
    await runner.idle();
    await github.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  /** The action as a runner downloads it, without a single package, and tools in place of a hosted runner's. */
  function machine(folder: string) {
    const actionDirectory = join(folder, "action");
    for (const path of ["action.yml", "action/dist", "policies"])
      cpSync(path, join(actionDirectory, path), { recursive: true });
    const bin = join(folder, "bin");
    mkdirSync(bin);
    writeFileSync(join(bin, "sudo"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    writeFileSync(join(bin, "slow-terraform"), slowTerraform(folder), { mode: 0o755 });
    return {
      directory: join(folder, "jobs"),
      actionDirectory,
      env: { PATH: [bin, toolPath(process.cwd())].join(delimiter) },
      cloudEnv: { AWS_ACCESS_KEY_ID: "dummy", AWS_SECRET_ACCESS_KEY: "dummy" },
      variables: { CODE_ENABLED: "true" },
      inputs: { terraform: join(bin, "slow-terraform"), trivy: tool("trivy") },
      patience: { interruptMs: 100_000, terminateMs: 10_000 },
    };
  }

  async function propose(branch: string, note: string): Promise<number> {
    const { octokit } = person(github, "ana");
    const at = { owner: "acme", repo: "infra" };
    const { data: main } = await octokit.git.getRef({ ...at, ref: "heads/main" });
    await octokit.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: main.object.sha });
    const { data: file } = await octokit.repos.getContent({ ...at, path: PATH });
    const sha = "sha" in file ? file.sha : "";
    const content = Buffer.from(hcl(note)).toString("base64");
    await octokit.repos.createOrUpdateFileContents({
      ...at,
      path: PATH,
      branch,
      sha,
      content,
      message: note,
    });
    return (await octokit.pulls.create({ ...at, title: note, head: branch, base: "main" })).data.number;
  }

  async function approveAndMerge(number: number): Promise<void> {
    const omar = person(github, "omar");
    await omar.approve(number);
    await omar.merge(number);
  }

  const lastRun = (event: string) => github.store.runs.findLast((run) => run.event === event);
  const ended = (event: string) =>
    lastRun(event)
      ?.jobs.map((job) => `${job.name} ${job.conclusion}`)
      .toSorted();
  const logOf = (event: string) =>
    lastRun(event)
      ?.jobs.map(({ log }) => log)
      .join("") ?? "";
  const titles = () =>
    github.store.checkRuns.filter(({ name }) => name === "code/plan notes").map(({ title }) => title);
  const has = (branch: string) => github.hub.git.resolve(`refs/heads/${branch}`) !== null;

  it("plans and applies a stack of plain Terraform, in the environment of its settings", async () => {
    const number = await propose("first", "one");
    await runner.idle();
    expect(ended("pull_request_target"), logOf("pull_request_target")).toEqual([
      "affected success",
      "apply skipped",
      "plan (notes) success",
      "reconcile skipped",
      "synth success",
    ]);
    expect(titles()).toEqual(["Passed: 1 to create"]);
    await approveAndMerge(number);
    await runner.idle();
    expect(ended("push"), logOf("push")).toContain("apply (notes) success");
    expect(lastRun("push")?.jobs.find(({ name }) => name === "apply (notes)")?.environment).toBe("live");
    expect(logOf("push")).toContain("apply/applied");
    expect(["code/state/notes", "code/lock/notes"].map(has)).toEqual([true, false]);
  });

  it("saves what an interrupted apply has done, frees the stack and has the rest reviewed", async () => {
    const number = await propose("second", "two");
    await runner.idle();
    writeFileSync(join(directory, "hold"), "");
    await approveAndMerge(number);
    await expect.poll(() => existsSync(join(directory, "applied")), { timeout: 100_000 }).toBe(true);
    rmSync(join(directory, "hold"));
    runner.cancel(lastRun("push")?.id ?? 0);
    await runner.idle();
    expect(lastRun("push")?.conclusion, logOf("push")).toBe("cancelled");
    expect(logOf("push")).toContain("apply/failed");
    expect(["code/state/notes", "code/lock/notes", `code/follow-up/notes-${number}`].map(has)).toEqual([
      true,
      false,
      true,
    ]);
    // Terraform had made everything before it was stopped, and the state knows: nothing is left to do.
    expect(ended("workflow_dispatch"), logOf("workflow_dispatch")).toContain("plan (notes) success");
    expect(titles().at(-1)).toBe("Passed: no changes");
    expect(github.problems).toEqual([]);
  });
});
