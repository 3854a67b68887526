import { execFile } from "node:child_process";
import { createHmac, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { person } from "../support/github/person.ts";
import { seed } from "../support/github/seed.ts";
import { type GitHub, startGitHub } from "../support/github/start.ts";

const SECRET = "a secret of more than sixteen characters";
const AT = { owner: "acme", repo: "infrastructure" };
const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

let directory: string;
let github: GitHub;
let receiver: Server;
let received: { event: string; action: string | null; signed: boolean }[];
let app: Octokit;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "github-"));
  received = [];
  receiver = await listen();
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  github = await startGitHub({
    repository: "acme/infrastructure",
    directory,
    people: { ana: { role: "write" }, omar: { role: "admin", teams: ["platform"] }, rita: { role: "read" } },
  });
  const registered = github.registerApp({
    slug: "code-engine",
    permissions: {
      contents: "write",
      issues: "write",
      pull_requests: "write",
      checks: "read",
      actions: "write",
    },
    events: ["issue_comment", "pull_request", "push", "check_run"],
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
    webhook: { url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`, secret: SECRET },
  });
  seed(github.hub, { "README.md": "# Infrastructure\n", "stacks/a/a.ts": "export {};\n" });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" });
  app = new Octokit({
    authStrategy: createAppAuth,
    auth: { appId: registered.id, privateKey: pem, installationId: registered.installationId },
    baseUrl: github.apiUrl,
    log: QUIET,
  });
});

afterEach(async () => {
  await github.stop();
  receiver.close();
  rmSync(directory, { recursive: true, force: true });
});

async function listen(): Promise<Server> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => {
      body += part.toString();
    });
    request.on("end", () => {
      const digest = `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`;
      received.push({
        event: String(request.headers["x-github-event"]),
        action: (JSON.parse(body) as { action?: string }).action ?? null,
        signed: request.headers["x-hub-signature-256"] === digest,
      });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** A branch with one changed file, by the git data API. */
async function branch(octokit: Octokit, name: string): Promise<string> {
  const base = await octokit.git.getRef({ ...AT, ref: "heads/main" });
  const parent = base.data.object.sha;
  const { data: commit } = await octokit.git.getCommit({ ...AT, commit_sha: parent });
  const { data: tree } = await octokit.git.createTree({
    ...AT,
    base_tree: commit.tree.sha,
    tree: [
      {
        path: `stacks/a/${name.replaceAll("/", "-")}.ts`,
        mode: "100644",
        type: "blob",
        content: "export {};\n",
      },
    ],
  });
  const made = await octokit.git.createCommit({
    ...AT,
    message: "feat: b",
    tree: tree.sha,
    parents: [parent],
  });
  await octokit.git.createRef({ ...AT, ref: `refs/heads/${name}`, sha: made.data.sha });
  return made.data.sha;
}

async function openPull(octokit: Octokit, name: string, isDraft = false): Promise<number> {
  await branch(octokit, name);
  const draft = { title: "Add b", head: name, base: "main", body: "", draft: isDraft };
  return (await octokit.pulls.create({ ...AT, ...draft })).data.number;
}

describe("the GitHub stand-in", () => {
  it("takes a pull request of the App from branch to merge and tells of every step, signed", async () => {
    const omar = person(github, "omar");
    const number = await openPull(app, "code/change-1-b");

    await expect(omar.merge(number)).rejects.toMatchObject({ status: 405 });
    await omar.approve(number);
    const merged = await omar.merge(number);
    await github.settled();

    const found = await app.repos.listPullRequestsAssociatedWithCommit({ ...AT, commit_sha: merged });
    expect(found.data.map((pull) => [pull.number, pull.state])).toEqual([[number, "closed"]]);
    const told = received.map(({ event, action }) => [event, action].filter(Boolean).join("."));
    expect(told.toSorted()).toEqual(["pull_request.closed", "pull_request.opened", "push", "push"]);
    expect(received.every((one) => one.signed)).toBe(true);
    expect(github.problems).toEqual([]);
  });

  it("merges no draft, whoever approves it", async () => {
    const number = await openPull(app, "code/change-1-b", true);
    const omar = person(github, "omar");
    await omar.approve(number);
    await expect(omar.merge(number)).rejects.toMatchObject({
      ...{ status: 405, message: expect.stringContaining("still a draft") },
    });
  });

  it.each(["merge", "squash", "rebase"] as const)(
    "finds the pull request of a commit landed by %s",
    async (method) => {
      const number = await openPull(app, "code/change-1-b");
      const omar = person(github, "omar");
      await omar.approve(number);
      const sha = await omar.merge(number, method);
      const { data } = await app.repos.listPullRequestsAssociatedWithCommit({ ...AT, commit_sha: sha });
      expect(data.map((pull) => pull.number)).toEqual([number]);
      expect(github.hub.git.commit(sha).parents).toHaveLength(method === "merge" ? 2 : 1);
    },
  );

  it("holds a conversation with reactions and edits", async () => {
    const ana = person(github, "ana");
    const issue = await ana.openIssue("Invoices");
    const comment = await ana.comment(issue, "/code help");
    const reaction = { ...AT, comment_id: comment, content: "eyes" } as const;
    expect((await app.reactions.createForIssueComment(reaction)).status).toBe(201);
    expect((await app.reactions.createForIssueComment(reaction)).status).toBe(200);
    const answer = await app.issues.createComment({ ...AT, issue_number: issue, body: "…" });
    await app.issues.updateComment({ ...AT, comment_id: answer.data.id, body: "done" });
    const { data } = await app.issues.listComments({ ...AT, issue_number: issue });
    expect(data.map((one) => [one.user?.login, one.body])).toEqual([
      ["ana", "/code help"],
      ["code-engine[bot]", "done"],
    ]);
    expect(github.problems).toEqual([]);
  });

  it("pages lists as GitHub does", async () => {
    const ana = person(github, "ana");
    const issue = await ana.openIssue("Many");
    for (let count = 0; count < 7; count += 1) await ana.comment(issue, `${count}`);
    const all = await app.paginate(app.issues.listComments, { ...AT, issue_number: issue, per_page: 3 });
    expect(all.map((comment) => comment.body)).toEqual(["0", "1", "2", "3", "4", "5", "6"]);
  });

  it.each([
    [
      "a permission that the App was not given",
      () => app.checks.create({ ...AT, name: "x", head_sha: "main" }),
    ],
    ["a branch of the deployer", () => branch(app, "code/state/invoices")],
    ["a comment without a body", () => app.request(`POST /repos/acme/infrastructure/issues/1/comments`)],
    ["the default branch", () => app.git.deleteRef({ ...AT, ref: "heads/main" })],
    ["a person who may only read", () => branch(person(github, "rita").octokit, "mine")],
    ["a person on a branch of the App", () => branch(person(github, "omar").octokit, "code/change-9-x")],
  ])("refuses %s", async (_, attempt) => {
    await expect(attempt()).rejects.toMatchObject({ status: expect.toBeOneOf([403, 422]) });
    expect(github.problems).toEqual([]);
  });

  it("fails the run on a route it does not have", async () => {
    await expect(app.request("GET /repos/acme/infrastructure/stargazers")).rejects.toMatchObject({
      status: 500,
    });
    expect(github.problems).toEqual(["unknown route GET /repos/acme/infrastructure/stargazers"]);
  });

  it("refuses an App's token signed by another key", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const auth = {
      appId: github.store.apps[0]?.id ?? 0,
      privateKey: privateKey.export({ type: "pkcs8", format: "pem" }),
    };
    const forged = new Octokit({ authStrategy: createAppAuth, auth, baseUrl: github.apiUrl, log: QUIET });
    await expect(forged.apps.getAuthenticated()).rejects.toMatchObject({ status: 401 });
  });

  it("redelivers what the App asks for", async () => {
    await person(github, "ana").openIssue("x");
    await person(github, "ana").comment(1, "/code help");
    await github.settled();
    const { data } = await app.apps.listWebhookDeliveries();
    await app.apps.redeliverWebhookDelivery({ delivery_id: data[0]?.id ?? 0 });
    await github.settled();
    expect(received.map((one) => one.event)).toEqual(["issue_comment", "issue_comment"]);
    expect(github.problems).toEqual([]);
  });
});

describe("git over HTTP", () => {
  // The stand-in answers from this process: git must not block it.
  const run = async (cwd: string, ...args: string[]) => {
    const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    return new Promise<{ code: number; text: string }>((resolve) => {
      execFile("git", [...identity, ...args], { cwd }, (error, out, err) =>
        resolve({ code: error === null ? 0 : 1, text: out + err }),
      );
    });
  };

  it("clones, pushes, and holds every writer to its branches", async () => {
    github.registerApp({
      slug: "code-deployer",
      permissions: { contents: "write" },
      events: [],
      publicKey: "",
      webhook: null,
    });
    const token = github.installationToken("code-deployer");
    const url = `${github.url.replace("http://", `http://x:${token}@`)}/acme/infrastructure.git`;
    expect((await run(directory, "clone", "--quiet", url, "work")).code).toBe(0);
    const work = join(directory, "work");
    writeFileSync(join(work, "state"), "sealed");
    await run(work, "add", "--all");
    await run(work, "commit", "--quiet", "-m", "state");
    expect(await run(work, "push", "origin", "HEAD:refs/heads/code/state/a")).toMatchObject({ code: 0 });
    await run(work, "commit", "--quiet", "--allow-empty", "-m", "next");
    expect(await run(work, "push", "origin", "HEAD:refs/heads/code/state/a")).toMatchObject({ code: 0 });
    await run(work, "commit", "--quiet", "--amend", "--allow-empty", "-m", "another");
    const forced = await run(work, "push", "--force", "origin", "HEAD:refs/heads/code/state/a");
    expect(forced.text).toContain("no force push");
    const refused = await run(work, "push", "origin", "HEAD:refs/heads/code/change-1-x");
    expect(refused.text).toContain("only code-engine may write");
    const both = ["HEAD:refs/heads/code/lock/a", "HEAD:refs/heads/main"];
    expect((await run(work, "push", "--atomic", "origin", ...both)).code).toBe(1);
    expect(github.hub.git.tip("code/lock/a")).toBeNull();
    await github.settled();
    expect(received.map((one) => one.event)).toEqual(["push", "push"]);
    expect(github.problems).toEqual([]);
  });

  it("asks for a token and refuses one that may only read", async () => {
    expect(
      (await run(directory, "clone", "--quiet", `${github.url}/acme/infrastructure.git`, "no")).code,
    ).toBe(1);
    const rita = github.personToken("rita");
    const url = `${github.url.replace("http://", `http://x:${rita}@`)}/acme/infrastructure.git`;
    await run(directory, "clone", "--quiet", url, "rita");
    expect((await run(join(directory, "rita"), "push", "origin", "HEAD:refs/heads/x")).text).toContain("403");
  });
});
