import { type FSWatcher, watch } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";

/** Calls back when this file is written, made or replaced; the folder is watched, since the file need not be there yet. Returns how to stop. */
export function watchFile(file: string, onChange: () => void): () => void {
  const name = basename(file);
  const watcher: FSWatcher = watch(dirname(file), { persistent: false }, (_, changed) => {
    if (changed === null || changed === name) onChange();
  });
  // A folder that goes away ends the watching; what was written until then is saved by the last look.
  watcher.on("error", () => watcher.close());
  return () => watcher.close();
}

/** The file's bytes, null where there is none. */
export async function readIfThere(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
