import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { person } from "../support/github/person.ts";
import { seed } from "../support/github/seed.ts";
import { type GitHub, startGitHub } from "../support/github/start.ts";
import type { Run } from "../support/github/store.ts";
import { RUNNER_DEFAULTS } from "../support/runner/options.ts";
import { type Runner, startRunner } from "../support/runner/runner.ts";

let directory: string;
let github: GitHub;
let runner: Runner;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "runner-"));
  github = await startGitHub({
    repository: "acme/infrastructure",
    directory,
    people: { ana: { role: "write" }, omar: { role: "admin" } },
    requiredApprovals: 0,
  });
  const action = join(directory, "action");
  const entry = join(action, "dist", "main.js");
  mkdirSync(dirname(entry), { recursive: true });
  writeFileSync(join(action, "action.yml"), ACTION);
  writeFileSync(entry, ENTRY);
  runner = startRunner(github, {
    ...RUNNER_DEFAULTS,
    directory: join(directory, "jobs"),
    actionDirectory: action,
    cloudEnv: { AWS_ACCESS_KEY_ID: "dummy" },
    patience: { interruptMs: 100, terminateMs: 100 },
  });
});

afterEach(async () => {
  await runner.idle();
  await github.stop();
  rmSync(directory, { recursive: true, force: true });
});

const ACTION = `name: ours
inputs:
  mode: { required: true }
  stack: { default: none }
runs: { using: node24, main: dist/main.js }
`;
const ENTRY = `const fs = require("node:fs");
fs.appendFileSync(process.env.GITHUB_OUTPUT, "said=" + process.env.INPUT_MODE + " " + process.env.INPUT_STACK + "\\n");
fs.appendFileSync(process.env.GITHUB_STEP_SUMMARY, "## Summary\\n");
console.log(process.env.AWS_ACCESS_KEY_ID ?? "no cloud", process.env.GITHUB_EVENT_NAME);
`;

/** A pull request that adds a file, against a repository with this workflow. */
async function propose(workflow: string): Promise<number> {
  seed(github.hub, { ".github/workflows/code.yml": workflow });
  const { octokit } = person(github, "ana");
  const at = { owner: "acme", repo: "infrastructure" };
  const { data: main } = await octokit.git.getRef({ ...at, ref: "heads/main" });
  await octokit.git.createRef({ ...at, ref: "refs/heads/mine", sha: main.object.sha });
  const content = Buffer.from("new\n").toString("base64");
  await octokit.repos.createOrUpdateFileContents({
    ...at,
    path: "new.txt",
    branch: "mine",
    message: "feat: new",
    content,
  });
  const pull = await octokit.pulls.create({ ...at, title: "New", head: "mine", base: "main" });
  await runner.idle();
  return pull.data.number;
}

const ended = (run: Run | undefined) => run?.jobs.map((job) => `${job.name} ${job.conclusion}`);
const logOf = (run: Run | undefined) => run?.jobs.map((job) => job.log).join("");

describe("the runner", () => {
  it("runs needs, matrices from outputs, checkouts and our action, and nothing that was not wanted", async () => {
    await propose(`on: pull_request_target
jobs:
  affected:
    runs-on: ubuntu-latest
    outputs: { stacks: "\${{ steps.list.outputs.stacks }}" }
    steps:
      - id: list
        run: echo 'stacks=["a","b"]' >> "$GITHUB_OUTPUT"
  plan:
    needs: affected
    if: needs.affected.outputs.stacks != '[]'
    runs-on: ubuntu-latest
    strategy: { matrix: { stack: "\${{ fromJSON(needs.affected.outputs.stacks) }}" } }
    outputs: { said: "\${{ steps.ours.outputs.said }}" }
    steps:
      - uses: actions/checkout@v5
        with: { ref: "\${{ github.event.pull_request.head.sha }}", path: head, persist-credentials: false }
      - run: cat head/new.txt && ! grep -qi basic head/.git/config
      - id: ours
        uses: acme/code@v1
        with: { mode: plan, stack: "\${{ matrix.stack }}" }
  report:
    needs: plan
    runs-on: ubuntu-latest
    steps: [{ run: 'echo "heard \${{ needs.plan.outputs.said }}"' }]
  never:
    needs: affected
    if: github.event_name == 'push'
    runs-on: ubuntu-latest
    steps: [{ run: exit 1 }]
`);
    const run = github.store.runs[0];
    expect(ended(run)?.toSorted()).toEqual([
      "affected success",
      "never skipped",
      "plan (a) success",
      "plan (b) success",
      "report success",
    ]);
    expect(logOf(run)).toContain("heard plan b");
    expect(logOf(run)).toContain("no cloud pull_request_target");
    expect(run).toMatchObject({ status: "completed", conclusion: "success", event: "pull_request_target" });
    expect(github.problems).toEqual([]);
  });

  it("gives secrets and the cloud only inside the environment, and makes a missing one unprotected", async () => {
    github.store.environments.push(
      { id: 1, name: "prod", policy: "custom", branches: ["main"], secrets: { KEY: "very secret words" } },
      { id: 2, name: "elsewhere", policy: "custom", branches: ["release"], secrets: {} },
    );
    const job = (name: string) => `
  ${name}:
    runs-on: ubuntu-latest
    environment: ${name}
    steps: [{ run: 'echo "\${#KEY} $KEY $AWS_ACCESS_KEY_ID"', env: { KEY: "\${{ secrets.KEY }}" } }]`;
    await propose(`on: pull_request_target\njobs:${["prod", "elsewhere", "unknown"].map(job).join("")}`);
    const run = github.store.runs[0];
    expect(ended(run)?.toSorted()).toEqual(["elsewhere failure", "prod success", "unknown success"]);
    expect(logOf(run)).toContain("17 *** dummy");
    expect(logOf(run)).toContain("not allowed to deploy to elsewhere");
    expect(github.store.environments.find((one) => one.name === "unknown")?.policy).toBeNull();
  });

  it("gives a token with exactly the permissions of the job, and an identity only to those who ask", async () => {
    const call = (path: string) =>
      `curl -s -o /dev/null -w '%{http_code}\\n' -H "Authorization: Bearer $T" -X POST "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/${path}"`;
    await propose(`on: pull_request_target
permissions: {}
jobs:
  writes:
    permissions: { issues: write, id-token: write }
    runs-on: ubuntu-latest
    steps:
      - run: |
          ${call("issues/1/comments")} -d '{"body":"hello"}'
          curl -s -H "Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=sts" | cut -d. -f2 | tr '_-' '/+' | base64 -d 2>/dev/null || true
        env: { T: "\${{ github.token }}" }
  nothing:
    runs-on: ubuntu-latest
    steps:
      - run: |
          ${call("issues/1/comments")} -d '{"body":"hello"}'
          echo "identity \${ACTIONS_ID_TOKEN_REQUEST_URL:-none}"
        env: { T: "\${{ github.token }}" }
`);
    const [writes, nothing] = github.store.runs[0]?.jobs ?? [];
    expect(writes?.log).toContain("201");
    expect(writes?.log).toContain('"sub":"repo:acme/infrastructure:ref:refs/heads/main"');
    expect(nothing?.log).toContain("403");
    expect(nothing?.log).toContain("identity none");
    expect(github.store.runs).toHaveLength(1);
  });

  it("lets one job of a group in at a time and drops none of those that asked to wait", async () => {
    const number = await propose(`on: [push, workflow_dispatch]
concurrency: { group: apply, queue: max }
jobs:
  apply:
    runs-on: ubuntu-latest
    steps: [{ run: 'mkdir "$LOCK" && sleep 0.2 && rmdir "$LOCK"', env: { LOCK: "${directory}/lock" } }]
`);
    const { octokit, merge } = person(github, "omar");
    await merge(number);
    const at = { owner: "acme", repo: "infrastructure", workflow_id: "code.yml", ref: "main" };
    await octokit.actions.createWorkflowDispatch(at);
    await octokit.actions.createWorkflowDispatch(at);
    await runner.idle();
    const ends = github.store.runs.map((run) => `${run.event} ${run.conclusion}`);
    const push = "push success";
    expect(ends).toEqual([push, push, push, "workflow_dispatch success", "workflow_dispatch success"]);
  });

  it("cancels as GitHub does and can run again", async () => {
    seed(github.hub, {
      ".github/workflows/code.yml": `on: schedule
jobs:
  wait:
    runs-on: ubuntu-latest
    steps: [{ run: "trap 'echo interrupted; exit 3' INT; test \${{ github.run_attempt }} = 2 || sleep 30 & wait $!" }]
`.replace("on: schedule", 'on: { schedule: [{ cron: "0 * * * *" }] }'),
    });
    runner.tick();
    await expect.poll(() => github.store.runs[0]?.jobs[0]?.log).toContain("##[group]");
    runner.cancel(github.store.runs[0]?.id ?? 0);
    await runner.idle();
    expect(github.store.runs[0]?.conclusion).toBe("cancelled");
    const { octokit } = person(github, "omar");
    const run = { owner: "acme", repo: "infrastructure", run_id: github.store.runs[0]?.id ?? 0 };
    await octokit.actions.reRunWorkflow(run);
    await runner.idle();
    const again = await octokit.actions.getWorkflowRunAttempt({ ...run, attempt_number: 2 });
    expect(again.data.conclusion).toBe("success");
    expect(github.problems).toEqual([]);
  });
});
