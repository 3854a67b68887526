import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Keys } from "./keys.ts";
import { toolPath } from "./tools.ts";
import { until } from "./until.ts";

export interface AppOptions {
  readonly root: string;
  readonly directory: string;
  readonly port: number;
  readonly appId: number;
  readonly apiUrl: string;
  readonly keys: Keys;
  /** Further variables: keys and addresses of models. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface App {
  /** The end of its log, for a stage that failed. */
  tail(): string;
  stop(): Promise<void>;
}

/** Starts the App as production does, with nothing but its documented variables. */
export async function startApp(options: AppOptions): Promise<App> {
  const { keys, directory } = options;
  const logFile = join(directory, "app.log");
  const child = spawn(process.execPath, [join(options.root, "app", "main.ts")], {
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: toolPath(options.root),
      HOME: directory,
      HOST: "127.0.0.1",
      PORT: String(options.port),
      APP_ID: String(options.appId),
      PRIVATE_KEY: keys.app.private,
      WEBHOOK_SECRET: keys.webhookSecret,
      CODE_LEDGER_KEY: keys.appLedger.private,
      CODE_DATA: join(directory, "inbox.sqlite"),
      GITHUB_API_URL: options.apiUrl,
      ...options.env,
    },
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (part: Buffer) => appendFileSync(logFile, part));
  }
  appendFileSync(logFile, "");
  process.once("exit", () => child.kill("SIGKILL"));
  const tail = (): string => readFileSync(logFile, "utf8").split("\n").slice(-25).join("\n");
  const isListening = (): true | null => {
    if (child.exitCode !== null) throw new Error(`the App ended with ${child.exitCode}\n${tail()}`);
    return readFileSync(logFile, "utf8").includes("intake/listening") || null;
  };
  await until("the App", isListening, { ms: 60_000, hint: tail });
  return { tail, stop: () => stop(child) };
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  child.kill("SIGTERM");
  return new Promise((resolve) => child.once("exit", () => resolve()));
}
