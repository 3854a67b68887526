import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PipelineError } from "#shared/core/error.ts";
import type { Packages } from "#shared/core/packages.ts";
import type { RunProcess } from "#shared/core/process.ts";

export interface PackagesOptions {
  readonly run: RunProcess;
  /** Trees are kept below this directory, one a lock file. */
  readonly cache: string;
  /** `PATH`, `HOME`, proxies and the registry; no secret. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Installs with `npm ci --ignore-scripts`; a kept tree is used again only when all its bytes are still the ones that were installed. */
export function npmPackages(options: PackagesOptions): Packages {
  return {
    async install(files) {
      const name = createHash("sha256").update(files.lock).digest("hex");
      const directory = join(options.cache, name);
      if (await isIntact(directory)) return join(directory, "node_modules");
      await rm(directory, { recursive: true, force: true });
      const fresh = `${directory}.${process.pid}`;
      await installInto(fresh, files, options);
      await keep(fresh, directory);
      return join(directory, "node_modules");
    },
  };
}

type Files = Parameters<Packages["install"]>[0];

async function installInto(
  directory: string,
  { manifest, lock }: Files,
  { run, environment }: PackagesOptions,
) {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, "package.json"), manifest);
  await writeFile(join(directory, "package-lock.json"), lock);
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
  const { code, stderr } = await run("npm", args, { cwd: directory, env: environment, timeoutMs: 600_000 });
  if (code !== 0) {
    throw new PipelineError("synth/install-failed", `npm ci failed: ${stderr.trim().slice(-1000)}`, {
      next: "Check that package.json and package-lock.json belong together, and that the registry can be reached.",
    });
  }
  await writeFile(join(directory, DIGEST), await digestOf(join(directory, "node_modules")));
}

/** Another run may have installed the same lock file meanwhile; its tree is as good. */
async function keep(fresh: string, directory: string): Promise<void> {
  try {
    await rename(fresh, directory);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (!(await isIntact(directory))) throw error;
  }
}

const DIGEST = "tree.sha256";

async function isIntact(directory: string): Promise<boolean> {
  try {
    const expected = await readFile(join(directory, DIGEST), "utf8");
    return expected === (await digestOf(join(directory, "node_modules")));
  } catch {
    return false;
  }
}

/** SHA-256 over every path and its bytes; what is neither file nor directory changes it too. */
async function digestOf(root: string): Promise<string> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({ path: join(entry.parentPath, entry.name), isFile: entry.isFile() }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const digest = createHash("sha256");
  for (const { path, isFile } of paths) {
    const bytes = isFile ? await readFile(path) : Buffer.from("not a file");
    digest.update(`${path.slice(root.length)}\0${bytes.length}\0`).update(bytes);
  }
  return digest.digest("hex");
}
