import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";

/** The files below a folder of a working tree by their path from its root; none where the folder is not there. Links are not followed. */
export async function readTree(root: string, folder: string): Promise<Record<string, string>> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(none);
  const files = entries.filter((entry) => entry.isFile());
  const read = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [relative(root, path), await readFile(path, "utf8")] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

function none(error: unknown): never[] {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
  throw error;
}
