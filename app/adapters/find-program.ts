import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { PipelineError } from "#shared/core/error.ts";

/** The absolute path of a program: as given, or the first of its name on the search path. */
export function findProgram(
  name: string,
  { given, searchPath }: { given?: string | undefined; searchPath: string },
): string {
  const candidates =
    given === undefined ? searchPath.split(delimiter).map((folder) => join(folder, name)) : [given];
  const found = candidates.find((path) => isAbsolute(path) && isExecutable(path));
  if (found !== undefined) return found;
  throw new PipelineError(
    "process/not-found",
    `${name} was not found${given === undefined ? "" : ` at ${given}`}.`,
    {
      next: `Install ${name}, or name its absolute path in the environment.`,
    },
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
