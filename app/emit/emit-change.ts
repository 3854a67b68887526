import type { Catalogue } from "#shared/core/catalogue.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Operation, TypedChange } from "#shared/core/typed-change.ts";
import { resourcesNamed } from "./declare-referred.ts";
import { editedFiles } from "./edited-files.ts";
import { newStack } from "./new-stack.ts";
import { requireOneStack } from "./one-stack.ts";
import { readParts } from "./stack-parts.ts";

export interface EmitJob {
  readonly change: TypedChange;
  readonly catalogue: Catalogue;
  /** Folder of the stack, `stacks/invoices`. */
  readonly folder: string;
  /** Local provider name and region of a new stack. */
  readonly provider: { readonly name: string; readonly region: string };
  /** Text of a file of the repository, null where there is none. */
  readonly read: (path: string) => string | null;
}

/** The typed change as TypeScript: new files for a new stack, spliced text for one that exists; path → content. */
export function emitChange(job: EmitJob): Record<string, string> {
  const { change, catalogue, folder, provider } = job;
  const path = `${folder}/${change.stack}.ts`;
  const text = job.read(path);
  if (text !== null) {
    requireOneStack(`${folder}/main.ts`, job.read(`${folder}/main.ts`) ?? "");
    const wanted = new Set(change.operations.filter(({ kind }) => kind !== "edit").flatMap(resourcesNamed));
    const parts = readParts({ path, text, catalogue, read: job.read }, wanted);
    return editedFiles(change.operations, parts, catalogue);
  }
  requireNew(change.operations);
  const files = newStack({ stack: change.stack, provider, operations: change.operations, catalogue });
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]));
}

function requireNew(operations: readonly Operation[]): void {
  const old = operations.find(({ kind }) => kind === "edit" || kind === "remove" || kind === "rename");
  if (old === undefined || !("address" in old)) return;
  throw new PipelineError("emit/no-stack", `There is no stack that holds ${old.address}.`, {
    next: "Ask for something new, or name the stack.",
  });
}
