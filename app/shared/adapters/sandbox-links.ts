import { lstat, readdir, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { PipelineError } from "../core/error.ts";

/**
 * Refuses directories with a symbolic link that leads out of all of them. Each directory is walked once per guard and state of
 * its root (a tree of packages is large, and no job can write to it).
 */
export function linkGuard(): (directories: readonly string[]) => Promise<void> {
  const walked = new Map<string, readonly Link[]>();
  return async (directories) => {
    for (const directory of directories) {
      const { ino, mtimeMs } = await lstat(directory);
      const key = `${directory} ${ino} ${mtimeMs}`;
      const links = walked.get(key) ?? (await linksIn(directory));
      // Only trees that no sandboxed program has written into keep their answer.
      if (directory.endsWith(`${sep}node_modules`)) walked.set(key, links);
      const stray = links.find(({ target }) => !directories.some((allowed) => isWithin(target, allowed)));
      if (stray !== undefined) throw leadsOut(stray);
    }
  };
}

interface Link {
  readonly path: string;
  /** Where it really ends; "" when nowhere. */
  readonly target: string;
}

async function linksIn(directory: string): Promise<Link[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const links = entries.filter((entry) => entry.isSymbolicLink());
  return Promise.all(
    links.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return { path, target: await realpath(path).catch(() => "") };
    }),
  );
}

function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory + sep);
}

function leadsOut({ path, target }: Link): PipelineError {
  return new PipelineError("synth/link-leads-out", `${path} is a link that leads out of the sandbox.`, {
    next: "Replace the symbolic link by the file it stands for.",
    details: { path, target },
  });
}
