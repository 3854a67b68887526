import { spawn } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { refMoved } from "./changes.ts";
import type { Hub } from "./hub.ts";
import { type Identity, isAllowed, type Tokens } from "./identity.ts";
import { type RefChange, refusal } from "./rules.ts";

const ZERO = /^0+$/;
/** The verdict of the rules reaches git as the answer of its own hook, so that a push is refused as GitHub refuses it. */
const HOOK = `#!/bin/sh
[ -z "$STANDIN_REFUSAL" ] || { echo "remote rejected: $STANDIN_REFUSAL" >&2; exit 1; }
while read -r from to ref; do
  case "$ref" in refs/heads/code/lock/*) continue ;; refs/heads/code/*) ;; *) continue ;; esac
  case "$from $to" in *0000000000000000000000000000000000000000*) continue ;; esac
  git merge-base --is-ancestor "$from" "$to" || { echo "remote rejected: no force push to $ref" >&2; exit 1; }
done
`;

export function installHook(directory: string): void {
  const path = join(directory, "hooks", "pre-receive");
  writeFileSync(path, HOOK);
  chmodSync(path, 0o755);
}

export interface GitCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
}

/** Git's own protocol, served by `git http-backend` after token, permission and rulesets have been looked at. */
export async function serveGit(context: { hub: Hub; tokens: Tokens }, call: GitCall): Promise<void> {
  const { hub, tokens } = context;
  const by = tokens.identify(call.request.headers.authorization);
  if (by === null || by.kind === "nobody") {
    call.response.writeHead(401, { "www-authenticate": 'Basic realm="GitHub"' }).end("Bad credentials");
    return;
  }
  const isWriting = /git-receive-pack/.test(call.request.url ?? "");
  if (!isAllowed(by, [isWriting ? "contents:write" : "contents:read"], hub.store)) {
    call.response.writeHead(403).end("Permission denied.");
    return;
  }
  const isPush = isWriting && call.request.method === "POST";
  const changes = isPush ? pushedRefs(call.body) : [];
  const reasons = changes.map((change) => refusal(hub, by, change)).filter((reason) => reason !== null);
  await backend(hub, call, reasons[0] ?? "");
  if (isPush) settle(hub, by, changes);
}

/** Tells of the references that the push has really moved. */
function settle(hub: Hub, by: Identity, changes: readonly RefChange[]): void {
  for (const change of changes) {
    if (hub.git.maybe("rev-parse", "--verify", "--quiet", change.ref) === change.to)
      refMoved(hub, by, change);
  }
}

/** The commands before the pack: `old new ref`, one pkt-line each. */
export function pushedRefs(body: Buffer): readonly RefChange[] {
  const changes: RefChange[] = [];
  let offset = 0;
  while (offset + 4 <= body.length) {
    const length = Number.parseInt(body.subarray(offset, offset + 4).toString(), 16);
    if (!(length > 4)) break;
    const [line = ""] = body
      .subarray(offset + 4, offset + length)
      .toString()
      .split("\0");
    const [from = "", to = "", ref = ""] = line.trim().split(" ");
    if (!ref.startsWith("refs/")) break;
    changes.push({ ref, from: ZERO.test(from) ? null : from, to: ZERO.test(to) ? null : to });
    offset += length;
  }
  return changes;
}

function backend(hub: Hub, call: GitCall, refused: string): Promise<void> {
  const { request, response } = call;
  const address = new URL(request.url ?? "/", hub.url);
  const gzip = request.headers["content-encoding"] === "gzip";
  const body = gzip ? gunzipSync(call.body) : call.body;
  const child = spawn("git", ["http-backend"], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: dirname(hub.git.directory),
      GIT_HTTP_EXPORT_ALL: "1",
      GIT_CONFIG_NOSYSTEM: "1",
      HOME: hub.git.directory,
      PATH_INFO: address.pathname.replace(/^\/[^/]+\/[^/]+?(\.git)?\//, `/${hub.name}.git/`),
      QUERY_STRING: address.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      CONTENT_LENGTH: String(body.length),
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
      REMOTE_USER: "standin",
      REMOTE_ADDR: "127.0.0.1",
      STANDIN_REFUSAL: refused,
    },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.on("error", () => {}).end(body);
  const parts: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => parts.push(part));
  return new Promise((resolve) => {
    child.on("close", () => {
      relay(response, Buffer.concat(parts));
      resolve();
    });
  });
}

/** What the CGI program printed, as an HTTP response. */
function relay(response: ServerResponse, output: Buffer): void {
  const split = output.indexOf("\r\n\r\n");
  const lines = output.subarray(0, Math.max(split, 0)).toString().split("\r\n");
  const headers = lines.map((line) => [line.split(":")[0] ?? "", line.slice(line.indexOf(":") + 1).trim()]);
  const { Status: status = "200", ...others } = Object.fromEntries(headers) as Record<string, string>;
  response.writeHead(Number.parseInt(status, 10), others).end(output.subarray(split + 4));
}
