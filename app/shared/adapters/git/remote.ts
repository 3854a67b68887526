import { PipelineError } from "../../core/error.ts";
import { branch } from "./names.ts";
import { lines, must } from "./objects.ts";
import type { GitResult, RunGit } from "./run.ts";

interface Line {
  readonly run: RunGit;
  readonly online: (args: readonly string[]) => Promise<GitResult>;
  readonly remote: string;
}

type Tips = Readonly<Record<string, string>>;

/** Where fetched tips are kept in the clone, apart from its own branches. */
const KEPT = "refs/code";

async function ask(line: Line, args: readonly string[]): Promise<GitResult> {
  const result = await line.online(args);
  if (result.code === 0) return result;
  throw new PipelineError("git/fetch-failed", `git ${args[0]}: ${result.stderr.trim().slice(0, 2000)}`, {
    next: "Check the address, the permission and the connection, then run again.",
  });
}

async function list(line: Line, patterns: readonly string[]): Promise<Tips> {
  const { stdout } = await ask(line, ["ls-remote", "--heads", "--end-of-options", line.remote, ...patterns]);
  const found = lines(stdout).map((text) => text.split("\t"));
  return Object.fromEntries(found.map(([tip = "", ref = ""]) => [ref.slice("refs/heads/".length), tip]));
}

export async function listBranches(line: Line, prefix: string): Promise<Tips> {
  const all = await list(line, [`refs/heads/${branch(prefix.replace(/\/$/, ""))}*`]);
  return Object.fromEntries(Object.entries(all).filter(([name]) => name.startsWith(prefix)));
}

/** Fetches the branches that exist. One that vanishes between the two questions is asked for once more. */
export async function fetchBranches(line: Line, branches: readonly string[]): Promise<Tips> {
  if (branches.length === 0) return {};
  return await fetchOnce(line, branches).catch(() => fetchOnce(line, branches));
}

async function fetchOnce(line: Line, branches: readonly string[]): Promise<Tips> {
  const listed = await list(
    line,
    branches.map((name) => `refs/heads/${name}`),
  );
  const present = branches.filter((name) => listed[name] !== undefined);
  if (present.length === 0) return {};
  const shallow = (await must(line.run, ["rev-parse", "--is-shallow-repository"])).stdout
    .toString("utf8")
    .trim();
  const options = [
    "--no-tags",
    "--no-recurse-submodules",
    "--no-write-fetch-head",
    "--no-auto-gc",
    "--quiet",
  ];
  const depth = shallow === "true" ? ["--unshallow"] : [];
  const specs = present.map((name) => `+refs/heads/${name}:${KEPT}/${name}`);
  await ask(line, ["fetch", ...options, ...depth, "--end-of-options", line.remote, ...specs]);
  const refs = present.map((name) => `${KEPT}/${name}`);
  const { stdout } = await must(line.run, ["for-each-ref", "--format=%(objectname)%09%(refname)", ...refs]);
  const tips = lines(stdout).map((text) => text.split("\t"));
  const known = new Set(present);
  return Object.fromEntries(
    tips
      .map(([tip = "", ref = ""]) => [ref.slice(KEPT.length + 1), tip] as const)
      .filter(([name]) => known.has(name)),
  );
}
