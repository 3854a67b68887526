import ts from "typescript";
import type { Catalogue } from "#shared/core/catalogue.ts";
import { PipelineError } from "#shared/core/error.ts";
import { knownClasses } from "./known-classes.ts";
import { type LooseSite, looseSites } from "./loose-sites.ts";
import { type Inside, literalOf, type Site, siteOf } from "./site.ts";
import { CONSTRUCTOR, type Home } from "./statement.ts";

export interface StackSource {
  readonly file: ts.SourceFile;
  readonly text: string;
  readonly body: ts.Block;
  readonly sites: ReadonlyMap<string, Site>;
  readonly loose: readonly LooseSite[];
  readonly imports: readonly ts.ImportDeclaration[];
  /** Every identifier of the file. */
  readonly names: ReadonlySet<string>;
  /** Ids that constructs of the file have. */
  readonly ids: ReadonlySet<string>;
  readonly home: Home;
  /** How this file refers to what other files of the stack make, by address. */
  readonly foreign: ReadonlyMap<string, string>;
}

/** Reads a stack file by its syntax; nothing of it is run. */
export function readStack(path: string, text: string, catalogue: Catalogue): StackSource {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return sourceOf(file, { body: constructorOf(file), home: CONSTRUCTOR }, catalogue);
}

/** Reads a file that makes a part of a stack: one function that is given a scope first. Null where it is something else. */
export function readTopic(path: string, text: string, catalogue: Catalogue): StackSource | null {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const [adder, other] = file.statements.filter(ts.isFunctionDeclaration);
  const scope = adder?.parameters[0];
  if (adder?.body === undefined || scope === undefined || other !== undefined) return null;
  if (scope.type?.getText(file) !== "Construct" || file.statements.some(ts.isClassDeclaration)) return null;
  return sourceOf(
    file,
    { body: adder.body, home: { host: scope.name.getText(file), indent: "  " } },
    catalogue,
  );
}

function sourceOf(file: ts.SourceFile, { body, home }: Inside, catalogue: Catalogue): StackSource {
  const imports = file.statements.filter(ts.isImportDeclaration);
  const types = knownClasses(imports, catalogue);
  const { text } = file;
  const sites = new Map<string, Site>();
  for (const site of body.statements.map((statement) => siteOf(statement, { body, home }, types))) {
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
    home,
    foreign: new Map(),
    ...namesIn(file),
  };
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

function namesIn(file: ts.SourceFile): Pick<StackSource, "names" | "ids"> {
  const names = new Set<string>();
  const ids = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    if (ts.isNewExpression(node)) ids.add(literalOf(node.arguments?.[1]) ?? "");
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { names, ids };
}
