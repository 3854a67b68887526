import ts from "typescript";
import type { Catalogue } from "#shared/core/catalogue.ts";
import { identifierFor } from "./identifier.ts";
import { type Imports, inFolders } from "./imports.ts";
import { type Create, needs } from "./order.ts";
import { nextLine, type Splice } from "./splice.ts";
import type { Site, StackSource } from "./stack-source.ts";
import { writeConstructs } from "./write-constructs.ts";

/** Adds constructs at the end of the constructor, with their imports; what they refer to gets a variable where it has none. */
export function addConstructs(
  operations: readonly Create[],
  source: StackSource,
  catalogue: Catalogue,
): Splice[] {
  if (operations.length === 0) return [];
  const declared = declareReferred(operations, source);
  const present = {
    variables: declared.variables,
    ids: new Set([...source.sites.values()].map((site) => site.id)),
    names: new Set([...source.names, ...declared.variables.values()]),
  };
  const { statements, imports } = writeConstructs(operations, present, catalogue);
  const end = source.body.end - 1;
  const closing = source.text.lastIndexOf("\n", end) + 1;
  return [
    ...declared.splices,
    { start: closing, end: closing, text: `\n${statements.join("\n\n")}\n` },
    ...importSplices(imports, source),
  ];
}

interface Declared {
  readonly variables: ReadonlyMap<string, string>;
  readonly splices: readonly Splice[];
}

function declareReferred(operations: readonly Create[], source: StackSource): Declared {
  const referred = new Set(operations.flatMap(needs));
  const names = new Set(source.names);
  const variables = new Map<string, string>();
  const splices: Splice[] = [];
  for (const [address, site] of source.sites) {
    const variable =
      site.variable ?? (referred.has(address) ? identifierFor(nameOf(site), site.type.type, names) : null);
    if (variable === null) continue;
    variables.set(address, variable);
    names.add(variable);
    if (site.variable === null) splices.push(...declare(site, variable, source));
  }
  return { variables, splices };
}

/** `new C(…).overrideLogicalId(…)` returns nothing, so naming moves to a statement of its own. */
function declare(site: Site, variable: string, { text, file }: StackSource): Splice[] {
  const start = site.statement.getStart(file);
  const splices: Splice[] = [{ start, end: start, text: `const ${variable} = ` }];
  const override = text.slice(site.made.end, site.statement.end);
  if (override.startsWith(".")) {
    const indent = text.slice(text.lastIndexOf("\n", start) + 1, start);
    splices.push({ start: site.made.end, end: site.made.end, text: `;\n${indent}${variable}` });
  }
  return splices;
}

function nameOf(site: Site): string {
  return site.address.split(".").at(-1) ?? site.id;
}

/** A name joins the import of its module where there is one; a new module is imported before the library. */
function importSplices(imports: Imports, source: StackSource): Splice[] {
  const present = new Set(
    source.imports.flatMap((declaration) => elementsOf(declaration).map((one) => one.name.text)),
  );
  return imports.missing(present).map(({ module, names }) => {
    const same = source.imports.find(
      (one) => ts.isStringLiteral(one.moduleSpecifier) && one.moduleSpecifier.text === module,
    );
    const last =
      same === undefined || same.importClause?.isTypeOnly === true ? undefined : elementsOf(same).at(-1);
    if (last !== undefined) return { start: last.end, end: last.end, text: `, ${names.join(", ")}` };
    const at = positionFor(module, source);
    return { start: at, end: at, text: `import { ${names.join(", ")} } from "${module}";\n` };
  });
}

/** In the order of modules, as a formatter would sort them. */
function positionFor(module: string, source: StackSource): number {
  const later = source.imports.find(
    (one) =>
      ts.isStringLiteral(one.moduleSpecifier) && inFolders(one.moduleSpecifier.text) > inFolders(module),
  );
  if (later !== undefined) return later.getStart(source.file);
  const last = source.imports.at(-1);
  return last === undefined ? 0 : nextLine(source.text, last.end);
}

function elementsOf(declaration: ts.ImportDeclaration): readonly ts.ImportSpecifier[] {
  const bindings = declaration.importClause?.namedBindings;
  return bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : [];
}
