import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers/promises";
import { tool } from "./tools.ts";

export interface Registration {
  readonly secret: string;
  readonly slug: string;
  readonly installation: number;
  readonly repository: { readonly id: number; readonly name: string };
}

export interface RunningApp {
  readonly address: string;
  readonly process: ChildProcess;
  emptyInbox(): void;
  /** Waits until nothing is waiting or running; counts stored orders, and the comments that the App reacted to. */
  settled(): Promise<{ orders: number; runs: number }>;
  stop(): Promise<void>;
}

const ROOT = new URL("../..", import.meta.url).pathname;

/** The real App as a process, installed in one repository of a GitHub that answers only what an installation needs. */
export async function startApp(registration: Registration): Promise<RunningApp> {
  const directory = mkdtempSync(join(tmpdir(), "code-app-"));
  const file = join(directory, "inbox.sqlite");
  const reactions: string[] = [];
  const github = await answering(registration, reactions);
  const child = spawn(process.execPath, startArguments(), {
    cwd: ROOT,
    env: environment(registration, { api: urlOf(github), file }),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = `http://127.0.0.1:${await portOf(child)}`;
  const database = new DatabaseSync(file);
  database.exec("PRAGMA busy_timeout = 5000");
  const count = (where: string) =>
    Number(database.prepare(`SELECT COUNT(*) AS total FROM orders ${where}`).get()?.total ?? 0);
  return {
    address,
    process: child,
    emptyInbox() {
      database.exec("DELETE FROM orders; DELETE FROM steps; DELETE FROM threads");
      reactions.length = 0;
    },
    async settled() {
      while (count("WHERE state IN ('waiting', 'running')") > 0) await wait(10);
      return { orders: count(""), runs: reactions.length };
    },
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      database.close();
      github.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** The App is started as `npm start` starts it. */
function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  return String(scripts.start).split(" ").slice(1);
}

function environment({ secret }: Registration, { api, file }: { api: string; file: string }) {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const ledger = generateKeyPairSync("ed25519").privateKey;
  return {
    PATH: process.env.PATH ?? "",
    HOME: process.env.HOME ?? "",
    APP_ID: "7",
    PRIVATE_KEY: rsa.export({ type: "pkcs8", format: "pem" }).toString(),
    WEBHOOK_SECRET: secret,
    CODE_LEDGER_KEY: ledger.export({ type: "pkcs8", format: "pem" }).toString(),
    CODE_DATA: file,
    GITHUB_API_URL: api,
    TRIVY_PATH: tool("trivy"),
    HOST: "127.0.0.1",
    PORT: "0",
  };
}

/** The port is read from the App's own first line about it. */
async function portOf(child: ChildProcess): Promise<number> {
  let text = "";
  const ended = new Promise<never>((_, reject) =>
    child.once("exit", (code) => reject(new Error(`the App ended with ${code}: ${text}`))),
  );
  const listening = (async () => {
    for await (const chunk of child.stdout ?? []) {
      text += String(chunk);
      const line = /"port":(\d+)[^\n]*"msg":"intake\/listening"/.exec(text);
      if (line !== null) return Number(line[1]);
    }
    throw new Error(`the App never listened: ${text}`);
  })();
  const port = await Promise.race([listening, ended]);
  child.stdout?.resume();
  return port;
}

async function answering(registration: Registration, reactions: string[]): Promise<Server> {
  const server = createServer((request, response) => {
    const [status, body] = reply(request, registration, reactions);
    request.resume();
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

function reply(request: IncomingMessage, known: Registration, reactions: string[]): [number, unknown] {
  const { pathname } = new URL(request.url ?? "/", "http://x");
  const fixed: Record<string, [number, unknown]> = {
    "GET /app": [200, { id: 7, slug: known.slug }],
    "GET /app/installations": [200, [{ id: known.installation, suspended_at: null }]],
    [`POST /app/installations/${known.installation}/access_tokens`]: [
      201,
      {
        token: "ghs_example",
        expires_at: "2999-01-01T00:00:00Z",
        permissions: {},
        repository_selection: "all",
      },
    ],
    "GET /installation/repositories": [
      200,
      { total_count: 1, repositories: [{ id: known.repository.id, full_name: known.repository.name }] },
    ],
    "GET /app/hook/deliveries": [200, []],
    [`GET /repos/${known.repository.name}`]: [200, { default_branch: "main" }],
  };
  const answer = fixed[`${request.method} ${pathname}`];
  if (answer !== undefined) return answer;
  if (request.method === "POST" && pathname.endsWith("/reactions")) reactions.push(pathname);
  if (request.method === "GET" && pathname.endsWith("/comments")) return [200, []];
  return request.method === "GET"
    ? [404, { message: "Not Found" }]
    : [201, { id: 1, html_url: "https://example.com" }];
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
