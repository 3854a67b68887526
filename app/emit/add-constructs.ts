import type { Catalogue } from "#shared/core/catalogue.ts";
import type { Declared } from "./declare-referred.ts";
import type { Imports } from "./imports.ts";
import type { Create } from "./order.ts";
import type { Splice } from "./splice.ts";
import type { StackSource } from "./stack-source.ts";
import { writeConstructs } from "./write-constructs.ts";

interface Surroundings {
  readonly source: StackSource;
  readonly declared: Declared;
  readonly imports: Imports;
  readonly catalogue: Catalogue;
}

/** Adds constructs at the end of the constructor. */
export function addConstructs(operations: readonly Create[], around: Surroundings): Splice[] {
  if (operations.length === 0) return [];
  const { source, declared, imports, catalogue } = around;
  const present = {
    variables: declared.variables,
    ids: new Set([...source.sites.values()].map((site) => site.id)),
    names: new Set([...source.names, ...declared.variables.values()]),
  };
  const statements = writeConstructs(operations, present, { catalogue, imports });
  const closing = source.text.lastIndexOf("\n", source.body.end - 1) + 1;
  return [{ start: closing, end: closing, text: `\n${statements.join("\n\n")}\n` }];
}
