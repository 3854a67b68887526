import { realpath } from "node:fs/promises";
import { dirname } from "node:path";
import { PipelineError } from "../core/error.ts";
import type { ProcessResult, RunProcess } from "../core/process.ts";
import type { Sandbox, SandboxJob } from "../core/sandbox.ts";
import { linkGuard } from "./sandbox-links.ts";

/** Where the system's own programs lie: what isolates is never looked for where a pull request could have put it. */
const SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

type Place = Pick<SandboxJob, "readable" | "writable" | "cwd">;

/** A way of starting a command without network, and in a process tree of its own. */
interface Isolation {
  readonly kind: string;
  wrap(job: Place): readonly string[];
}

const NAMESPACES = ["--net", "--pid", "--ipc", "--fork", "--kill-child"];
const unshare = (...options: string[]): Isolation => ({
  kind: "unshare",
  wrap: () => ["unshare", ...options, ...NAMESPACES, "--"],
});

const ISOLATIONS: readonly Isolation[] = [
  { kind: "bubblewrap", wrap: bubblewrap },
  unshare("--map-root-user"),
  unshare(),
  // Hosted runners forbid unprivileged namespaces but allow sudo: rights are dropped again before Node starts.
  {
    kind: "unshare",
    wrap: () => ["sudo", "-n", "unshare", ...NAMESPACES, "--", ...dropRights()],
  },
];

/**
 * The first isolation that is proved to work here, with Node's permission model inside it; none is `synth/no-sandbox`. A job
 * reads its named directories only: a link in them that leads elsewhere is refused, since Node would follow it.
 */
export async function findSandbox(run: RunProcess): Promise<Sandbox> {
  for (const isolation of ISOLATIONS) {
    if (await isolates(isolation, run)) return sandboxOf(isolation, run);
  }
  throw new PipelineError("synth/no-sandbox", "Nothing here can run a program without network.", {
    next: "Install bubblewrap, or allow unprivileged user namespaces, or allow sudo without a password.",
  });
}

function sandboxOf(isolation: Isolation, run: RunProcess): Sandbox {
  const refuseLinks = linkGuard();
  return {
    kind: isolation.kind,
    prefix: (place) => isolation.wrap(place),
    async run(job) {
      const real = await realJob(job);
      await refuseLinks([...real.readable, real.writable]);
      return start(isolation, real, run);
    },
  };
}

function start(isolation: Isolation, job: SandboxJob, run: RunProcess): Promise<ProcessResult> {
  const environment = Object.entries(job.env).map(([name, value]) => `${name}=${value}`);
  const node = [process.execPath, ...permissions(job), job.entry];
  const [command = "", ...args] = [...isolation.wrap(job), "env", "-i", ...environment, ...node];
  return run(command, args, { cwd: job.cwd, env: { PATH: SYSTEM_PATH }, timeoutMs: job.timeoutMs });
}

function permissions(job: SandboxJob): string[] {
  return [
    "--permission",
    "--max-old-space-size=1024",
    ...[...job.readable, job.writable].map((directory) => `--allow-fs-read=${directory}/`),
    `--allow-fs-write=${job.writable}/`,
  ];
}

/** Node compares real paths, and takes `*` for anything. */
async function realJob(job: SandboxJob): Promise<SandboxJob> {
  const [entry, writable, cwd] = await Promise.all(
    [job.entry, job.writable, job.cwd].map((path) => real(path)),
  );
  const readable = await Promise.all(job.readable.map(real));
  return {
    ...job,
    entry: entry ?? job.entry,
    writable: writable ?? job.writable,
    cwd: cwd ?? job.cwd,
    readable,
  };
}

async function real(path: string): Promise<string> {
  const resolved = await realpath(path).catch((cause: unknown) => {
    throw unsafePath(path, cause);
  });
  if (/[*,]/.test(resolved)) throw unsafePath(path);
  return resolved;
}

function unsafePath(path: string, cause?: unknown): PipelineError {
  return new PipelineError("synth/unsafe-path", `${path} cannot be opened for a sandbox.`, {
    next: "Use an existing directory without * or comma in its name.",
    cause,
  });
}

/** Works when a program inside sees no network but the loopback. */
async function isolates(isolation: Isolation, run: RunProcess): Promise<boolean> {
  const directory = dirname(process.execPath);
  const wrapped = isolation.wrap({ readable: [], writable: directory, cwd: directory });
  const probe = 'process.exit(Object.keys(os.networkInterfaces()).some((name) => name !== "lo") ? 1 : 42)';
  const [command = "", ...args] = [...wrapped, process.execPath, "-e", probe];
  try {
    const result = await run(command, args, { env: { PATH: SYSTEM_PATH }, timeoutMs: 10_000 });
    return result.code === 42;
  } catch {
    return false;
  }
}

function bubblewrap(job: Place): readonly string[] {
  const readable = ["/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", process.execPath, ...job.readable];
  return [
    "bwrap",
    ...["--unshare-all", "--die-with-parent", "--new-session", "--proc", "/proc", "--dev", "/dev"],
    ...readable.flatMap((path) => ["--ro-bind-try", path, path]),
    ...["--bind", job.writable, job.writable, "--chdir", job.cwd, "--"],
  ];
}

function dropRights(): readonly string[] {
  const [user, group] = [process.getuid?.() ?? 65534, process.getgid?.() ?? 65534];
  return ["setpriv", `--reuid=${user}`, `--regid=${group}`, "--clear-groups", "--no-new-privs"];
}
