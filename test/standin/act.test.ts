import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fillWorkflow } from "#shared/settings/fill-workflow.ts";
import { newKeys } from "../demo/keys.ts";
import { firstFiles } from "../demo/repository.ts";
import { person } from "../support/github/person.ts";
import { seed } from "../support/github/seed.ts";
import { type GitHub, startGitHub } from "../support/github/start.ts";
import { tool } from "../support/tools.ts";

const ROOT = resolve(import.meta.dirname, "..", "..");
const ACTION = `acme/code@${"a".repeat(40)}`;
const REPOSITORY = { full_name: "acme/infrastructure", default_branch: "main" };

/** Says what it was given and answers what the jobs after it need. */
const RECORDER = `const { appendFileSync } = require("node:fs");
const given = Object.entries(process.env).filter(([name]) => name.startsWith("INPUT_") && process.env[name] !== "");
console.log("GIVEN " + JSON.stringify(Object.fromEntries(given)));
const answers = { stacks: '["storage"]', matrix: '[{"stack":"storage","environment":"production"}]', documents: "packed" };
for (const [name, value] of Object.entries(answers)) appendFileSync(process.env.GITHUB_OUTPUT, name + "=" + value + "\\n");
`;

let directory: string;
let workspace: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "act-"));
  workspace = join(directory, "infrastructure");
  const workflows = join(workspace, ".github", "workflows");
  mkdirSync(workflows, { recursive: true });
  const shipped = readFileSync(join(ROOT, ".github", "workflows", "code.yml"), "utf8");
  writeFileSync(
    join(workflows, "code.yml"),
    fillWorkflow(shipped, { action: ACTION, environment: "production" }),
  );
  execFileSync("git", ["init", "--quiet", "--initial-branch=main", workspace]);
  const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  execFileSync("git", ["-C", workspace, "add", "--all"]);
  execFileSync("git", ["-C", workspace, ...identity, "commit", "--quiet", "-m", "first"]);
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

interface Acted {
  readonly code: number;
  readonly text: string;
}

/** Another runner of workflows than ours, on this machine and without containers. */
function act(
  event: string,
  payload: object,
  more: { action: string; args?: readonly string[] },
): Promise<Acted> {
  const file = join(directory, "event.json");
  writeFileSync(file, JSON.stringify({ repository: REPOSITORY, ...payload }));
  const args = [
    event,
    "-e",
    file,
    "-P",
    "ubuntu-24.04=-self-hosted",
    "--local-repository",
    `${ACTION}=${more.action}`,
  ];
  const settings = ["--var", "CODE_ENABLED=true", "--env", `GITHUB_REPOSITORY=${REPOSITORY.full_name}`];
  const secrets = ["-s", "CODE_STATE_KEY=the-state-key"];
  const env = { PATH: `${join(ROOT, "node_modules", ".bin")}:${process.env.PATH}`, HOME: directory };
  return new Promise((done) => {
    execFile(
      tool("act"),
      [...args, ...settings, ...secrets, ...(more.args ?? [])],
      { cwd: workspace, env },
      (error, out, err) => done({ code: error === null ? 0 : 1, text: out + err }),
    );
  });
}

function recorder(): string {
  const folder = join(directory, "recorder");
  const action = readFileSync(join(ROOT, "action.yml"), "utf8");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "action.yml"), action.replace(/main: .*/, "main: main.cjs"));
  writeFileSync(join(folder, "main.cjs"), RECORDER);
  return folder;
}

/** Inputs of every job that ran, by its mode. */
function given(text: string): Record<string, Record<string, string>> {
  const lines = [...text.matchAll(/GIVEN (\{.*\})/g)].map(
    ([, json]) => JSON.parse(json ?? "") as Record<string, string>,
  );
  return Object.fromEntries(lines.map((inputs) => [inputs.INPUT_MODE ?? "", inputs]));
}

describe("the shipped workflow, run by act", () => {
  const head = { repo: { full_name: REPOSITORY.full_name } };

  it("plans a pull request: affected, synth, plan, each with what the one before it answered", async () => {
    const { code, text } = await act(
      "pull_request_target",
      { pull_request: { number: 7, head } },
      { action: recorder() },
    );
    expect(code, text).toBe(0);
    expect(Object.keys(given(text))).toEqual(["affected", "synth", "plan"]);
    expect(given(text).synth).toMatchObject({ INPUT_STACKS: '["storage"]' });
    expect(given(text).plan).toMatchObject({ INPUT_STACK: "storage", INPUT_DOCUMENTS: "packed" });
    expect(given(text).affected).not.toHaveProperty("INPUT_STATE-KEY");
  });

  it("starts nothing for a head of another repository", async () => {
    const foreign = { number: 7, head: { repo: { full_name: "mallory/fork" } } };
    const { text } = await act("pull_request_target", { pull_request: foreign }, { action: recorder() });
    expect(given(text)).toEqual({});
  });

  it("applies what was pushed to the default branch", async () => {
    const pushed = { ref: "refs/heads/main", before: "0".repeat(40), after: "a".repeat(40) };
    const { code, text } = await act("push", pushed, { action: recorder() });
    expect(code, text).toBe(0);
    expect(Object.keys(given(text))).toEqual(["affected", "synth", "apply"]);
  });

  it("reconciles by the clock, and does nothing else then", async () => {
    const { text } = await act("schedule", {}, { action: recorder() });
    expect(Object.keys(given(text))).toEqual(["reconcile"]);
  });

  it("finds with the real action which stacks a pull request affects", async () => {
    const people = { ana: { role: "write" } } as const;
    const github = await startGitHub({ repository: REPOSITORY.full_name, directory, people });
    try {
      seed(github.hub, firstFiles(ROOT, newKeys()));
      const number = await propose(github);
      const permissions = { contents: "read", pull_requests: "read" } as const;
      const token = github.tokens.mint(
        { kind: "job", login: "github-actions[bot]", permissions, runId: 1 },
        "ghs",
      );
      const addresses = { GITHUB_API_URL: github.apiUrl, GITHUB_SERVER_URL: github.url };
      const env = Object.entries(addresses);
      const args = [
        "-j",
        "affected",
        "-s",
        `GITHUB_TOKEN=${token}`,
        ...env.flatMap(([name, value]) => ["--env", `${name}=${value}`]),
      ];
      const { code, text } = await act(
        "pull_request_target",
        { pull_request: { number, head } },
        { action: realAction(), args },
      );
      expect(text).toContain('stacks=["storage"]');
      expect(code, text).toBe(0);
      expect(github.problems).toEqual([]);
    } finally {
      await github.stop();
    }
  });
});

/** The committed bundle, away from the sources and their git repository. */
function realAction(): string {
  const folder = join(directory, "code");
  mkdirSync(join(folder, "action"), { recursive: true });
  cpSync(join(ROOT, "action.yml"), join(folder, "action.yml"));
  cpSync(join(ROOT, "action", "dist"), join(folder, "action", "dist"), { recursive: true });
  cpSync(join(ROOT, "policies"), join(folder, "policies"), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return folder;
}

async function propose(github: GitHub): Promise<number> {
  const { octokit } = person(github, "ana");
  const at = { owner: "acme", repo: "infrastructure" };
  const { data: main } = await octokit.git.getRef({ ...at, ref: "heads/main" });
  await octokit.git.createRef({ ...at, ref: "refs/heads/mine", sha: main.object.sha });
  const content = Buffer.from("export const words = 1;\n").toString("base64");
  const file = { path: "stacks/storage/words.ts", branch: "mine", message: "feat: words", content };
  await octokit.repos.createOrUpdateFileContents({ ...at, ...file });
  return (await octokit.pulls.create({ ...at, title: "Words", head: "mine", base: "main" })).data.number;
}
