import { simpleGit } from "simple-git";

export interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface GitCall {
  readonly input?: Uint8Array | string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts git with these arguments; a non-zero exit is a result, a git that cannot start is an error. */
export type RunGit = (args: readonly string[], call?: GitCall) => Promise<GitResult>;

/** The whole environment of git: what configuration a machine or a user has is not read, and nothing is ever asked. */
const CLOSED_ENVIRONMENT = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/homebrew/bin",
  LC_ALL: "C",
  GIT_TERMINAL_PROMPT: "0",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_LITERAL_PATHSPECS: "1",
  GIT_ALLOW_PROTOCOL: "file:http:https:ssh",
};

/** Settings by environment, so that no credential is in an argument or a file; hooks and clean-up of the clone never run. */
function configuration(settings: readonly (readonly [string, string])[]): Record<string, string> {
  const variables = settings.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(settings.length), ...Object.fromEntries(variables) };
}

/** Git in one directory. `environment` adds to the closed environment (a proxy, another PATH); `settings` are git settings. */
export function gitRunner(
  directory: string,
  environment: Readonly<Record<string, string>>,
  settings: readonly (readonly [string, string])[],
): RunGit {
  const always = [
    ["safe.directory", "*"],
    ["core.hooksPath", "/dev/null"],
    // A link in a foreign commit is written as a file with its target's name: it can lead nowhere.
    ["core.symlinks", "false"],
    ["gc.auto", "0"],
    ["maintenance.auto", "false"],
    ["credential.helper", ""],
    ["commit.gpgSign", "false"],
  ] as const;
  const base = { ...CLOSED_ENVIRONMENT, ...environment, ...configuration([...always, ...settings]) };
  return (args, call = {}) => runGit(directory, args, { ...call, env: { ...base, ...call.env } });
}

async function runGit(directory: string, args: readonly string[], call: GitCall): Promise<GitResult> {
  const env = { ...call.env };
  const input = call.input === undefined ? undefined : Buffer.from(call.input);
  let result: GitResult = { code: -1, stdout: Buffer.alloc(0), stderr: "" };
  const git = simpleGit({
    baseDir: directory,
    // What the guards of simple-git stop is set here by us, never by what we read.
    allowEnvironment: Object.keys(env),
    unsafe: {
      allowUnsafeConfigEnvCount: true,
      allowUnsafeConfigPaths: true,
      allowUnsafeCredentialHelper: true,
      allowUnsafeHooksPath: true,
      allowUnsafeSshCommand: true,
    },
    completion: { onClose: true, onExit: false },
    input: () => input,
    errors(error, { exitCode, stdErr, stdOut }) {
      result = {
        code: exitCode,
        stdout: Buffer.concat(stdOut),
        stderr: Buffer.concat(stdErr).toString("utf8"),
      };
      // A git that could not start, or was stopped, has no exit code of its own.
      return Number.isInteger(exitCode) && exitCode >= 0 && exitCode < 256 ? undefined : error;
    },
  });
  // simple-git waits 50 ms for late words of a program that said nothing; at the end of its output none can come.
  git.outputHandler((_command, stdout) => stdout.once("end", () => stdout.emit("data", Buffer.alloc(0))));
  await git.env(env).raw([...args]);
  return result;
}
