import ts from "typescript";
import type { OperationOf } from "#shared/core/typed-change.ts";
import { cannotEdit } from "./refusal.ts";
import type { Site } from "./site.ts";
import type { Splice } from "./splice.ts";
import type { StackSource } from "./stack-source.ts";

/** Gives a construct another Terraform name where that name is written; its variable stays. */
export function renameConstruct(site: Site, { name }: OperationOf<"rename">, source: StackSource): Splice[] {
  const next = site.address.replace(/[^.]+$/, name);
  if (source.sites.has(next))
    throw cannotEdit({ file: source.file, node: site.made }, `${next} exists already`);
  requireUnnamed(site, source);
  const overriding = namingCall(site.naming ?? site.statement, source);
  const literal = overriding ?? idOf(site, name, source);
  const start = literal.getStart(source.file);
  return [{ start, end: literal.end, text: JSON.stringify(name) }];
}

/** A text that names the address would still name it after the change. */
function requireUnnamed(site: Site, source: StackSource): void {
  const visit = (node: ts.Node): void => {
    const isText =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (isText && new RegExp(`\\b${site.address.replaceAll(".", "\\.")}\\b`).test(node.text)) {
      throw cannotEdit({ file: source.file, node }, `${site.address} is named as text here`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source.body);
}

/** The name inside `overrideLogicalId("name")` of a statement. */
function namingCall(statement: ts.Statement, { file }: StackSource): ts.Expression | null {
  const expression = ts.isExpressionStatement(statement) ? statement.expression : null;
  if (expression === null || !ts.isCallExpression(expression)) return null;
  const isNaming = expression.expression.getText(file).endsWith(".overrideLogicalId");
  return isNaming ? (expression.arguments[0] ?? null) : null;
}

function idOf(site: Site, name: string, source: StackSource): ts.Expression {
  const id = site.made.arguments?.[1];
  if (id === undefined || source.ids.has(name)) {
    throw cannotEdit({ file: source.file, node: site.made }, `another construct has the id ${name}`);
  }
  return id;
}
