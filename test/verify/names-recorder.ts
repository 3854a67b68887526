import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { z } from "zod";

const Started = z.object({
  program: z.string(),
  argv: z.array(z.string()),
  /** What Terraform was to read, and where. */
  configuration: z.unknown().optional(),
  workspace: z.string().optional(),
});
export type Started = z.infer<typeof Started>;

export interface Asked {
  readonly method: string;
  /** The path as it was on the wire. */
  readonly path: string;
  readonly body: unknown;
}

const COMMIT = "a".repeat(40);

/** Programs named git and terraform that write down how they were started and answer as if all went well. */
export function recordingPrograms(folder: string): { path: string; started(): Started[] } {
  const bin = join(folder, "bin");
  const log = join(folder, "started.jsonl");
  mkdirSync(bin);
  for (const program of ["git", "terraform"]) {
    const file = join(bin, program);
    writeFileSync(file, shim(program, log));
    chmodSync(file, 0o755);
  }
  return {
    path: bin,
    started: () =>
      existsSync(log)
        ? readFileSync(log, "utf8")
            .trim()
            .split("\n")
            .map((line) => Started.parse(JSON.parse(line)))
        : [],
  };
}

/** Plain JavaScript of no module kind: it lies outside of any package. */
function shim(program: string, log: string): string {
  return `#!${process.execPath}
const fs = require("node:fs");
const argv = process.argv.slice(2);
const file = "main.tf.json";
const configuration = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : undefined;
const record = { program: ${JSON.stringify(program)}, argv, configuration, workspace: process.env.TF_WORKSPACE };
fs.appendFileSync(${JSON.stringify(log)}, JSON.stringify(record) + "\\n");
if (argv[0] === "show") process.stdout.write('{"terraform_version":"1.11.4"}');
if (argv[0] === "rev-parse" && argv[1] === "--is-shallow-repository") process.stdout.write("false\\n");
if (argv[0] === "ls-remote")
  for (const ref of argv.slice(argv.indexOf("--end-of-options") + 2)) process.stdout.write("${COMMIT}\\t" + ref + "\\n");
if (argv[0] === "for-each-ref")
  for (const ref of argv.slice(2)) process.stdout.write("${COMMIT}\\t" + ref + "\\n");
`;
}

/** A server that writes down what it was asked and answers in the shape of whatever was asked for. */
export async function recordingServer(): Promise<{ url: string; asked: Asked[]; close(): void }> {
  const asked: Asked[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      const { method = "", url = "" } = request;
      asked.push({ method, path: url, body: text === "" ? null : JSON.parse(text) });
      response.writeHead(method === "POST" ? 201 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer(method, url)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked, close: () => server.close() };
}

function answer(method: string, path: string): unknown {
  if (method === "GET" && /\/pulls(\?|$)/.test(path)) return [];
  if (method === "GET" && path.includes("/check-runs")) return { total_count: 0, check_runs: [] };
  const side = { ref: "x", sha: COMMIT, repo: { full_name: "o/r" } };
  return {
    id: 1,
    number: 1,
    sha: COMMIT,
    object: { sha: COMMIT },
    tree: { sha: COMMIT },
    html_url: "https://github.example/1",
    permission: "write",
    role_name: "write",
    output: {},
    state: "open",
    head: side,
    base: side,
  };
}
