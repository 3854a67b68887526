import ts from "typescript";
import { LIBRARY } from "./library.ts";
import { cannotEdit } from "./refusal.ts";

/** A stack class that the program makes twice is edited in both: only one of them was asked for. */
export function requireOneStack(path: string, text: string): void {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const library = new Set(file.statements.filter(ts.isImportDeclaration).flatMap(libraryNames));
  const made: ts.NewExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && !library.has(node.expression.getText(file))) made.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  const [first, second] = made;
  if (second !== undefined) {
    throw cannotEdit({ file, node: second }, "another stack is made here, which the edit would change too");
  }
  if (first !== undefined && isRepeated(first)) {
    throw cannotEdit({ file, node: first }, "stacks are made in a loop or a function here");
  }
}

function libraryNames(declaration: ts.ImportDeclaration): string[] {
  const { importClause, moduleSpecifier } = declaration;
  const bindings = importClause?.namedBindings;
  const isLibrary = ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === LIBRARY;
  if (!isLibrary || bindings === undefined || !ts.isNamedImports(bindings)) return [];
  return bindings.elements.map(({ name }) => name.text);
}

function isRepeated(node: ts.Node): boolean {
  for (let around = node.parent; around !== undefined; around = around.parent) {
    if (ts.isIterationStatement(around, false) || ts.isFunctionLike(around)) return true;
  }
  return false;
}
