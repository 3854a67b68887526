import type { Catalogue } from "#shared/core/catalogue.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Operation } from "#shared/core/typed-change.ts";
import { addConstructs } from "./add-constructs.ts";
import { declareReferred } from "./declare-referred.ts";
import { appendProperty, setProperty, unsetProperty } from "./edit-property.ts";
import type { Spot } from "./find-property.ts";
import { importSplices } from "./import-splices.ts";
import { Imports } from "./imports.ts";
import { cannotEdit } from "./refusal.ts";
import { removeConstructs } from "./remove-construct.ts";
import { renameConstruct } from "./rename-construct.ts";
import type { Site } from "./site.ts";
import { type Splice, spliced } from "./splice.ts";
import type { StackSource } from "./stack-source.ts";

/** The text of a stack with the operations done to it; every byte that no operation is about stays. */
export function editedStack(
  operations: readonly Operation[],
  source: StackSource,
  catalogue: Catalogue,
): string {
  const declared = declareReferred(operations, source);
  const imports = new Imports();
  const added = addConstructs(operations, { source, declared, imports, catalogue });
  const variableFrom = (site: Site) => (address: string) =>
    variableAt(address, { site, source, variables: added.variables });
  const splices = operations.flatMap((operation): Splice[] => {
    if (operation.kind !== "edit" && operation.kind !== "rename") return [];
    const site = siteAt(operation.address, source);
    if (operation.kind === "rename") return renameConstruct(site, operation, source);
    const scope = {
      catalogue,
      variableOf: variableFrom(site),
      uses: (name: string) => imports.addLibrary(name),
    };
    return editSplices(operation, site, { source, scope });
  });
  const removed = removeConstructs(removedSites(operations, source), source);
  return spliced(source.text, [
    ...declared.splices,
    ...splices,
    ...removed,
    ...added.splices,
    ...importSplices(imports, source),
  ]);
}

function editSplices(operation: Extract<Operation, { kind: "edit" }>, site: Site, spot: Spot): Splice[] {
  return [
    ...operation.set.flatMap((change) => setProperty(site, change, spot)),
    ...(operation.append ?? []).flatMap((change) => appendProperty(site, change, spot)),
    ...operation.unset.flatMap((path) => unsetProperty(site, path, spot)),
  ];
}

/** What is removed must be there; what is only let go may be gone already. */
function removedSites(operations: readonly Operation[], source: StackSource): Site[] {
  return operations.flatMap((operation) => {
    if (operation.kind === "remove") return [siteAt(operation.address, source)];
    const site = operation.kind === "removed" ? source.sites.get(operation.address) : undefined;
    return site === undefined ? [] : [site];
  });
}

interface Naming {
  readonly site: Site;
  readonly source: StackSource;
  readonly variables: ReadonlyMap<string, string>;
}

/** A constant that is declared further below does not exist yet where the edited construct is made. */
function variableAt(address: string, { site, source, variables }: Naming): string {
  const variable = variables.get(address);
  const there = source.sites.get(address);
  if (variable === undefined) {
    siteAt(address, source);
    throw new PipelineError("emit/cannot-refer", `${address} cannot be referred to here.`, {
      next: "Refer to a resource of this stack.",
    });
  }
  if (there === undefined || there.statement.pos < site.statement.pos) return variable;
  throw cannotEdit(
    { file: source.file, node: there.made },
    `${address} is made after ${site.address}, which would refer to it`,
  );
}

function siteAt(address: string, source: StackSource): Site {
  const site = source.sites.get(address);
  if (site !== undefined) return site;
  const loose = source.loose.find((one) => address.includes(`${one.type.type}.`));
  if (loose !== undefined) {
    throw cannotEdit({ file: source.file, node: loose.made }, `${address}: ${loose.reason}`);
  }
  throw new PipelineError("emit/not-found", `${source.file.fileName} does not make ${address}.`, {
    next: "Name a resource of this stack.",
  });
}
