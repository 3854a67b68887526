import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { runChild } from "./child.ts";
import type { JobRoom } from "./room.ts";

export interface CheckoutInputs {
  readonly ref?: string;
  readonly path?: string;
  readonly token?: string;
  readonly "fetch-depth"?: string;
  readonly "persist-credentials"?: string;
}

/** `actions/checkout`, with the job's own token over HTTP: what the token may not read is not checked out. */
export async function checkout(room: JobRoom, inputs: CheckoutInputs): Promise<number> {
  const directory = join(room.workspace, inputs.path ?? ".");
  mkdirSync(directory, { recursive: true });
  const url = `${room.serverUrl}/${room.repository}`;
  const token = inputs.token || room.token;
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  const header = [`http.${room.serverUrl}/.extraheader`, `AUTHORIZATION: basic ${basic}`];
  const wanted = inputs.ref || room.sha;
  const depth = inputs["fetch-depth"] ?? "1";
  const history = depth === "0" ? ["+refs/heads/*:refs/remotes/origin/*"] : [];
  const shallow = depth === "0" ? [] : [`--depth=${depth}`];
  const steps = [
    ["init", "--quiet", "--initial-branch=checkout"],
    ["remote", "add", "origin", url],
    ["-c", header.join("="), "fetch", "--quiet", "--no-tags", ...shallow, "origin", ...history, wanted],
    ["-c", "advice.detachedHead=false", "checkout", "--quiet", "--force", "FETCH_HEAD"],
    ...(inputs["persist-credentials"] === "false" ? [] : [["config", "--local", ...header]]),
  ];
  for (const args of steps) {
    const code = await runChild({
      command: "git",
      args,
      cwd: directory,
      env: { ...room.baseEnv, GIT_TERMINAL_PROMPT: "0", GIT_CONFIG_NOSYSTEM: "1" },
      signal: room.signal,
      patience: room.patience,
      onText: room.log,
    });
    if (code !== 0) return code;
  }
  return 0;
}
