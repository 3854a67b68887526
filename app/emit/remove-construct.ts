import ts from "typescript";
import { cannotEdit } from "./refusal.ts";
import { returned, returnOf } from "./returned.ts";
import type { Site } from "./site.ts";
import { lineStart, nextLine, type Splice } from "./splice.ts";
import type { StackSource } from "./stack-source.ts";

/** Takes constructs out with the comment that leads each; refuses while anything that stays still uses one. */
export function removeConstructs(sites: readonly Site[], source: StackSource): Splice[] {
  const statements = sites.flatMap((site) => [
    site.statement,
    ...(site.naming === null ? [] : [site.naming]),
  ]);
  const object = returnOf(source);
  const variables = new Set(sites.map((site) => site.variable));
  const entries = object?.properties.filter((entry) => variables.has(entry.getText(source.file))) ?? [];
  const gone = new Set<ts.Node>([...statements, ...entries]);
  for (const site of sites) requireUnused(site, { source, gone });
  return [
    ...statements.map((statement) => wholeLines(statement, source)),
    ...(object === null || entries.length === 0 ? [] : [withoutEntries(object, { source, gone })]),
    ...unusedImports(sites, { source, gone }),
  ];
}

/** What a part of a stack returns, without what it no longer makes. */
function withoutEntries(object: ts.ObjectLiteralExpression, { source, gone }: Leaving): Splice {
  const stay = object.properties.filter((entry) => !gone.has(entry));
  const text = returned(stay.map((entry) => entry.getText(source.file)));
  return { start: object.getStart(source.file), end: object.end, text };
}

interface Leaving {
  readonly source: StackSource;
  readonly gone: ReadonlySet<ts.Node>;
}

function requireUnused(site: Site, { source, gone }: Leaving): void {
  if (site.variable === null) return;
  if (site.variable.startsWith("this.")) {
    throw cannotEdit({ file: source.file, node: site.made }, `${site.address} is a property of the stack`);
  }
  const user = identifiers(source.file, gone).find((node) => node.text === site.variable);
  if (user !== undefined)
    throw cannotEdit({ file: source.file, node: user }, `${site.address} is still used here`);
}

/** The statement, its leading comment, and one of the blank lines around it. */
function wholeLines(statement: ts.Statement, { text, file }: StackSource): Splice {
  const comment = ts
    .getLeadingCommentRanges(text, statement.getFullStart())
    ?.filter((range) => isAttached(text, range, statement, file));
  const start = lineStart(text, comment?.[0]?.pos ?? statement.getStart(file));
  const end = nextLine(text, statement.end);
  const blank = /^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0;
  return { start, end: end + blank, text: "" };
}

/** No blank line between the comment and the statement: it speaks of this statement. */
function isAttached(
  ...[text, range, statement, file]: [string, ts.CommentRange, ts.Statement, ts.SourceFile]
): boolean {
  const isOwnLine = /^\s*$/.test(text.slice(lineStart(text, range.pos), range.pos));
  return isOwnLine && !/\n[ \t]*\r?\n/.test(text.slice(range.end, statement.getStart(file)));
}

function unusedImports(sites: readonly Site[], { source, gone }: Leaving): Splice[] {
  const left = new Set(identifiers(source.file, gone).map((node) => node.text));
  const classes = new Set(
    sites.map((site) => site.made.expression.getText()).filter((name) => !left.has(name)),
  );
  return source.imports.flatMap((declaration) => {
    const bindings = declaration.importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) return [];
    const stay = bindings.elements.filter((element) => !classes.has(element.name.text));
    if (stay.length === bindings.elements.length) return [];
    if (stay.length === 0) {
      const start = declaration.getStart(source.file);
      return [{ start, end: nextLine(source.text, declaration.end), text: "" }];
    }
    const names = stay.map((element) => element.getText(source.file)).join(", ");
    return [{ start: bindings.getStart(source.file), end: bindings.end, text: `{ ${names} }` }];
  });
}

/** Identifiers outside imports and outside what goes away. */
function identifiers(file: ts.SourceFile, gone: ReadonlySet<ts.Node>): ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || gone.has(node)) return;
    const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
    const isKey = ts.isPropertyAssignment(node.parent) && node.parent.name === node;
    if (ts.isIdentifier(node) && !isMember && !isKey) found.push(node);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}
