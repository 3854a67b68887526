import type { Catalogue } from "#shared/core/catalogue.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Operation, TypedChange } from "#shared/core/typed-change.ts";
import { addConstructs } from "./add-constructs.ts";
import { setProperty, unsetProperty } from "./edit-property.ts";
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
  const sites = removed.map((operation) => siteAt(operation.address, source));
  const splices = [
    ...operations.flatMap((operation) => editSplices(operation, source, catalogue)),
    ...removeConstructs(sites, source),
    ...addConstructs(creates, source, catalogue),
  ];
  return spliced(source.text, splices);
}

function editSplices(operation: Operation, source: StackSource, catalogue: Catalogue): Splice[] {
  if (operation.kind !== "edit") return [];
  const site = siteAt(operation.address, source);
  const scope = {
    catalogue,
    variableOf: (address: string) => variableOf(address, source),
    uses: () => undefined,
  };
  return [
    ...operation.set.flatMap((change) => setProperty(site, change, { source, scope })),
    ...operation.unset.flatMap((path) => unsetProperty(site, path, { source, scope })),
  ];
}

function variableOf(address: string, source: StackSource): string {
  const site = siteAt(address, source);
  if (site.variable !== null) return site.variable;
  throw cannotEdit({ file: source.file, node: site.made }, `${address} has no variable to refer to`);
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
