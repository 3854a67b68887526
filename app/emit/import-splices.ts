import ts from "typescript";
import { type Imports, inFolders } from "./imports.ts";
import { nextLine, type Splice } from "./splice.ts";
import type { StackSource } from "./stack-source.ts";

/** A name joins the import of its module where there is one; a new module is imported before the library. */
export function importSplices(imports: Imports, source: StackSource): Splice[] {
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
