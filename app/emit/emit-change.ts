import type { Catalogue } from "#shared/core/catalogue.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Operation, TypedChange } from "#shared/core/typed-change.ts";
import { addConstructs } from "./add-constructs.ts";
import { declareReferred } from "./declare-referred.ts";
import { type Spot, setProperty, unsetProperty } from "./edit-property.ts";
import { importSplices } from "./import-splices.ts";
import { Imports } from "./imports.ts";
import { newStack } from "./new-stack.ts";
import type { Create } from "./order.ts";
import { cannotEdit } from "./refusal.ts";
import { removeConstructs } from "./remove-construct.ts";
import { type Splice, spliced } from "./splice.ts";
import { readStack, type Site, type StackSource } from "./stack-source.ts";

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
  if (text !== null)
    return { [path]: editedStack(change.operations, readStack(path, text, catalogue), catalogue) };
  const operations = change.operations.map(requireCreate);
  const files = newStack({ stack: change.stack, provider, operations, catalogue });
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]));
}

function requireCreate(operation: Operation): Create {
  if (operation.kind === "create") return operation;
  throw new PipelineError("emit/no-stack", `There is no stack that holds ${operation.address}.`, {
    next: "Ask for something new, or name the stack.",
  });
}

function editedStack(operations: readonly Operation[], source: StackSource, catalogue: Catalogue): string {
  const creates = operations.filter((operation) => operation.kind === "create");
  const removed = operations.filter((operation) => operation.kind === "remove");
  const declared = declareReferred(operations, source);
  const imports = new Imports();
  const scope = {
    catalogue,
    variableOf: (address: string) => declared.variables.get(address) ?? unknown(address, source),
    uses: (name: string) => imports.addLibrary(name),
  };
  const splices = [
    ...declared.splices,
    ...operations.flatMap((operation) => editSplices(operation, { source, scope })),
    ...removeConstructs(
      removed.map((operation) => siteAt(operation.address, source)),
      source,
    ),
    ...addConstructs(creates, { source, declared, imports, catalogue }),
  ];
  return spliced(source.text, [...splices, ...importSplices(imports, source)]);
}

function editSplices(operation: Operation, spot: Spot): Splice[] {
  if (operation.kind !== "edit") return [];
  const site = siteAt(operation.address, spot.source);
  return [
    ...operation.set.flatMap((change) => setProperty(site, change, spot)),
    ...operation.unset.flatMap((path) => unsetProperty(site, path, spot)),
  ];
}

function unknown(address: string, source: StackSource): never {
  siteAt(address, source);
  throw new PipelineError(
    "emit/cannot-refer",
    `${address} is made by this change and cannot be referred to in an edit.`,
    {
      next: "Make the resource first, and refer to it in a second comment.",
    },
  );
}

function siteAt(address: string, source: StackSource): Site {
  const site = source.sites.get(address);
  if (site !== undefined) return site;
  const loose = source.loose.find((one) => address.includes(`${one.type.type}.`));
  if (loose !== undefined)
    throw cannotEdit({ file: source.file, node: loose.made }, `${address}: ${loose.reason}`);
  throw new PipelineError("emit/not-found", `${source.file.fileName} does not make ${address}.`, {
    next: "Name a resource of this stack.",
  });
}
