import ts from "typescript";
import type { Value } from "#shared/core/value.ts";
import { constant, expression } from "./expression.ts";
import { type Found, findProperty, refused, type Spot } from "./find-property.ts";
import { insertElement, insertMissing } from "./insert-member.ts";
import type { Site } from "./site.ts";
import { indentAt, lineStart, nextLine, type Splice } from "./splice.ts";

interface Placed {
  readonly path: string;
  readonly value: Value;
}

/** Sets one attribute of a construct: an existing literal is replaced, a missing one is added behind its neighbours. */
export function setProperty(site: Site, { path, value }: Placed, spot: Spot): Splice[] {
  const found = findProperty(site, path, spot);
  if (found.rest.length > 0) return insertMissing(found, value, spot);
  if (!isLiteral(found.node)) throw refused(found.node, "its present value is an expression", spot);
  return [replaced(found, writtenFor(site, { found, value }, spot), spot)];
}

/** Terraform evaluates nothing in a variable's default and in descriptions. */
function writtenFor(site: Site, { found, value }: { found: Found; value: Value }, spot: Spot): string {
  const at = { scope: spot.scope, indent: indentAt(spot.source.text, found.node.getStart(spot.source.file)) };
  return site.address.startsWith("var.") ? constant(value, at) : expression(value, found.shape, at);
}

/** One more element at the end of a list; the list itself where there is none. */
export function appendProperty(site: Site, { path, value }: Placed, spot: Spot): Splice[] {
  const found = findProperty(site, path, spot);
  if (found.rest.length > 0) return insertMissing(found, [value], spot);
  const { node, shape } = found;
  if (!ts.isArrayLiteralExpression(node))
    throw refused(node, "its present value is no written-out list", spot);
  return insertElement(node, { value, shape }, spot);
}

/** Takes one attribute out, with its line and the comment behind it where it has a line of its own. */
export function unsetProperty(site: Site, path: string, spot: Spot): Splice[] {
  const found = findProperty(site, path, spot);
  if (found.rest.length > 0) return [];
  const { file } = spot.source;
  const { parent } = found.node;
  if (ts.isPropertyAssignment(parent)) return [takenOut(parent, spot)];
  if (ts.isArrayLiteralExpression(parent)) return [elementOut(parent, found.node, file)];
  throw refused(found.node, "only a named attribute or an element can be taken out", spot);
}

function takenOut(property: ts.PropertyAssignment, { source }: Spot): Splice {
  const { text, file } = source;
  const comma = /^\s*,/.exec(text.slice(property.end))?.[0].length ?? 0;
  const [start, end] = [property.getStart(file), property.end + comma];
  const isFirst = /^\s*$/.test(text.slice(lineStart(text, start), start));
  const ownLine = /^[ \t]*(\/\/.*)?\r?\n/.test(text.slice(end));
  if (isFirst && ownLine) return { start: lineStart(text, start), end: nextLine(text, end), text: "" };
  const space = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  return { start, end: end + (isFirst ? 0 : space), text: "" };
}

function elementOut(list: ts.ArrayLiteralExpression, element: ts.Expression, file: ts.SourceFile): Splice {
  const index = list.elements.indexOf(element);
  const [before, after] = [list.elements[index - 1], list.elements[index + 1]];
  if (after !== undefined) return { start: element.getStart(file), end: after.getStart(file), text: "" };
  return { start: before?.end ?? element.getStart(file), end: element.end, text: "" };
}

function replaced({ node }: Found, text: string, spot: Spot): Splice {
  return { start: node.getStart(spot.source.file), end: node.end, text };
}

function isLiteral(node: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isLiteral);
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every(
      (property) => ts.isPropertyAssignment(property) && isLiteral(property.initializer),
    );
  }
  if (ts.isPrefixUnaryExpression(node)) return isLiteral(node.operand);
  const kinds = [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword];
  return ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || kinds.includes(node.kind);
}
