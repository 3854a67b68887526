import { spawn } from "node:child_process";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";

/** Serves a bare repository by `git http-backend`, and can lose the connection of the next push. */
export interface GitServer {
  readonly remote: string;
  /** `before`: pushes never arrive. `after`: they take effect, but the answer is lost. `after-once`: only the first answer is. */
  cut: "before" | "after" | "after-once" | null;
  /** Every request is lost. */
  isDown: boolean;
  /** Headers of the last request. */
  readonly authorization: string[];
  close(): Promise<void>;
}

export async function serveGit(repository: string): Promise<GitServer> {
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const state: GitServer = {
    remote: `http://127.0.0.1:${port}/remote.git`,
    cut: null,
    isDown: false,
    authorization: [],
    close: () => new Promise((done) => server.close(() => done())),
  };

  function answer(request: IncomingMessage, response: ServerResponse): void {
    state.authorization.push(request.headers.authorization ?? "");
    const isPush = request.method === "POST" && (request.url ?? "").endsWith("git-receive-pack");
    const cut = isPush ? state.cut : null;
    if (cut === "after-once") state.cut = null;
    if (cut === "before" || state.isDown) {
      request.socket.resetAndDestroy();
      return;
    }
    runBackend(request, (output) => {
      if (cut !== null) request.socket.resetAndDestroy();
      else reply(output, response);
    });
  }

  function runBackend(request: IncomingMessage, done: (output: Buffer) => void): void {
    const url = new URL(request.url ?? "/", "http://localhost");
    const child = spawn("git", ["-c", "http.receivepack=true", "http-backend"], {
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: dirname(repository),
        GIT_HTTP_EXPORT_ALL: "1",
        PATH_INFO: url.pathname,
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers["content-type"] ?? "",
        HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
        GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
        REMOTE_USER: "deployer",
        REMOTE_ADDR: "127.0.0.1",
      },
    });
    const output: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.on("close", () => done(Buffer.concat(output)));
    request.pipe(child.stdin);
  }
  return state;
}

function reply(output: Buffer, response: ServerResponse): void {
  const border = output.indexOf("\r\n\r\n");
  for (const line of output.subarray(0, border).toString("latin1").split("\r\n")) {
    const [name = "", value = ""] = line.split(": ");
    if (name === "Status") response.statusCode = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
  response.end(output.subarray(border + 4));
}
