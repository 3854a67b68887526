import type { Catalogue } from "#shared/core/catalogue.ts";
import { PipelineError } from "#shared/core/error.ts";
import { constructStatement, typeOf } from "./construct.ts";
import { identifierFor } from "./identifier.ts";
import type { Imports } from "./imports.ts";
import { addressOf, type Create, inOrder, needs } from "./order.ts";

/** What a file holds already: its variables by address, the ids of its constructs and every name in scope. */
export interface Present {
  readonly variables: ReadonlyMap<string, string>;
  readonly ids: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

interface Library {
  readonly catalogue: Catalogue;
  /** Gets what the constructs need. */
  readonly imports: Imports;
}

/** New constructs as statements of the constructor, in an order in which each constant stands before its use. */
export function writeConstructs(
  operations: readonly Create[],
  present: Present,
  { catalogue, imports }: Library,
): readonly string[] {
  const referred = new Set(operations.flatMap(needs));
  const variables = new Map(present.variables);
  const names = new Set(present.names);
  const ids = new Set(present.ids);
  const scope = {
    catalogue,
    variableOf: variableIn(variables),
    uses: (name: string) => imports.addLibrary(name),
  };

  return inOrder(operations).map((operation) => {
    const type = typeOf(operation, catalogue);
    const variable = referred.has(addressOf(operation))
      ? identifierFor(operation.name, operation.type, names)
      : null;
    const id = ids.has(operation.name) ? `${operation.type}.${operation.name}` : operation.name;
    const text = constructStatement(operation, type, { scope, indent: "    ", variable, id });
    if (variable !== null) variables.set(addressOf(operation), variable);
    names.add(variable ?? "");
    ids.add(id);
    imports.addType(type);
    return text.join("\n");
  });
}

function variableIn(variables: ReadonlyMap<string, string>): (address: string) => string {
  return (address) => {
    const variable = variables.get(address);
    if (variable !== undefined) return variable;
    throw new PipelineError("emit/unknown-reference", `Nothing in this stack is called ${address}.`, {
      next: "Check the change against the catalogue first.",
    });
  };
}
