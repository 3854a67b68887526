import ts from "typescript";
import type { Catalogue, ResourceType } from "#shared/core/catalogue.ts";
import { PipelineError } from "#shared/core/error.ts";
import { type LooseSite, looseSites } from "./loose-sites.ts";

/** One construct of a stack file that stands where it can be edited: a statement of the constructor, with a literal id. */
export interface Site {
  readonly address: string;
  readonly type: ResourceType;
  readonly id: string;
  readonly made: ts.NewExpression;
  readonly statement: ts.Statement;
  readonly variable: string | null;
  /** The statement that gives it Terraform's name, where that is one of its own. */
  readonly naming: ts.Statement | null;
}

export interface StackSource {
  readonly file: ts.SourceFile;
  readonly text: string;
  readonly body: ts.Block;
  readonly sites: ReadonlyMap<string, Site>;
  readonly loose: readonly LooseSite[];
  readonly imports: readonly ts.ImportDeclaration[];
  /** Every identifier of the file. */
  readonly names: ReadonlySet<string>;
}

/** Reads a stack file by its syntax; nothing of it is run. */
export function readStack(path: string, text: string, catalogue: Catalogue): StackSource {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports = file.statements.filter(ts.isImportDeclaration);
  const types = importedTypes(imports, catalogue);
  const body = constructorOf(file);
  const sites = new Map<string, Site>();
  for (const site of body.statements.map((statement) => siteOf(statement, body, types))) {
    if (site !== null) sites.set(site.address, site);
  }
  const proper = new Set([...sites.values()].map((site) => site.made));
  return {
    file,
    text,
    body,
    sites,
    loose: looseSites(file, { types, proper }),
    imports,
    names: namesIn(file),
  };
}

type Types = ReadonlyMap<string, ResourceType>;

/** Provider classes by the name that the file gives them. */
function importedTypes(imports: readonly ts.ImportDeclaration[], catalogue: Catalogue): Types {
  return new Map(imports.flatMap((declaration) => typesOf(declaration, catalogue)));
}

function typesOf(declaration: ts.ImportDeclaration, catalogue: Catalogue): [string, ResourceType][] {
  const bindings = declaration.importClause?.namedBindings;
  const module = literalOf(declaration.moduleSpecifier);
  const type = module === null ? null : catalogue.ofModule(module);
  if (type === null || bindings === undefined || !ts.isNamedImports(bindings)) return [];
  return bindings.elements
    .filter((element) => (element.propertyName ?? element.name).text === type.className)
    .map((element) => [element.name.text, type]);
}

function constructorOf(file: ts.SourceFile): ts.Block {
  const stacks = file.statements.filter(ts.isClassDeclaration).filter(isStack);
  const body = stacks[0]?.members.find(ts.isConstructorDeclaration)?.body;
  if (stacks.length === 1 && body !== undefined) return body;
  throw new PipelineError(
    "emit/no-stack-class",
    `${file.fileName} has ${stacks.length} stack classes with a constructor.`,
    {
      next: "Keep one class that extends TerraformStack, with a constructor, in this file.",
    },
  );
}

function isStack(declaration: ts.ClassDeclaration): boolean {
  const parents = declaration.heritageClauses?.flatMap((clause) => clause.types) ?? [];
  return parents.some((parent) => parent.expression.getText() === "TerraformStack");
}

/** `const x = new C(this, "id", …)`, `new C(…)` or `new C(…).overrideLogicalId("name")` as a statement of the constructor. */
function siteOf(statement: ts.Statement, body: ts.Block, types: Types): Site | null {
  const { made, variable, name } = partsOf(statement);
  const type = made === null ? undefined : types.get(made.expression.getText());
  if (made === null || type === undefined) return null;
  const id = literalOf(made.arguments?.[1]);
  if (id === null || made.arguments?.[0]?.kind !== ts.SyntaxKind.ThisKeyword) return null;
  const naming = variable === null ? null : namingOf(variable, body);
  const terraformName = name ?? (naming === null ? id : naming.name);
  const address = `${type.mode === "data" ? "data." : ""}${type.type}.${terraformName}`;
  return { address, type, id, made, statement, variable, naming: naming?.statement ?? null };
}

interface Parts {
  readonly made: ts.NewExpression | null;
  readonly variable: string | null;
  readonly name: string | null;
}

const NO_PARTS: Parts = { made: null, variable: null, name: null };

function partsOf(statement: ts.Statement): Parts {
  if (ts.isVariableStatement(statement)) return declaredParts(statement);
  if (!ts.isExpressionStatement(statement)) return NO_PARTS;
  if (ts.isNewExpression(statement.expression)) return { ...NO_PARTS, made: statement.expression };
  const call = overrideOf(statement.expression);
  return call !== null && ts.isNewExpression(call.on)
    ? { ...NO_PARTS, made: call.on, name: call.name }
    : NO_PARTS;
}

function declaredParts(statement: ts.VariableStatement): Parts {
  const [declaration, more] = statement.declarationList.declarations;
  const made = declaration?.initializer;
  if (declaration === undefined || more !== undefined || !ts.isIdentifier(declaration.name)) return NO_PARTS;
  return made !== undefined && ts.isNewExpression(made)
    ? { ...NO_PARTS, made, variable: declaration.name.text }
    : NO_PARTS;
}

function namingOf(variable: string, body: ts.Block): { statement: ts.Statement; name: string } | null {
  for (const statement of body.statements.filter(ts.isExpressionStatement)) {
    const call = overrideOf(statement.expression);
    if (call !== null && call.on.getText() === variable) return { statement, name: call.name };
  }
  return null;
}

function overrideOf(expression: ts.Expression): { on: ts.Expression; name: string } | null {
  if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression)) return null;
  const name = literalOf(expression.arguments[0]);
  if (expression.expression.name.text !== "overrideLogicalId" || name === null) return null;
  return { on: expression.expression.expression, name };
}

function literalOf(node: ts.Node | undefined): string | null {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : null;
}

function namesIn(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}
