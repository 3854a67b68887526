import ts from "typescript";
import type { Shape } from "#shared/core/catalogue.ts";
import type { Value } from "#shared/core/typed-change.ts";
import { escapeLiteral } from "#shared/hcl/escape.ts";
import { expression, keyOf, type Scope } from "./expression.ts";
import { cannotEdit } from "./refusal.ts";
import { indentAt, lineStart, nextLine, type Splice } from "./splice.ts";
import type { Site, StackSource } from "./stack-source.ts";

/** The file that is edited, and what its expressions may name. */
export interface Spot {
  readonly source: StackSource;
  readonly scope: Scope;
}

/** Sets one attribute of a construct: an existing literal is replaced, a missing one is added behind its neighbours. */
export function setProperty(site: Site, change: { path: string; value: Value }, spot: Spot): Splice[] {
  const found = descend(site, change.path, spot);
  const at = { scope: spot.scope, indent: indentAt(spot.source.text, found.node.getStart(spot.source.file)) };
  if (found.rest.length === 0) {
    requireLiteral(found.node, spot);
    return [replaced(found.node, expression(change.value, found.shape, at), spot)];
  }
  return added({ ...found, value: change.value }, spot);
}

/** Takes one attribute out, with its line where it has one of its own. */
export function unsetProperty(site: Site, path: string, spot: Spot): Splice[] {
  const found = descend(site, path, spot);
  if (found.rest.length > 0) return [];
  const { text, file } = spot.source;
  const property = found.node.parent;
  if (!ts.isPropertyAssignment(property))
    throw refused(found.node, "only a named attribute can be taken out", spot);
  const comma = /^\s*,/.exec(text.slice(property.end))?.[0].length ?? 0;
  const [start, end] = [property.getStart(file), property.end + comma];
  const isAlone =
    /^\s*$/.test(text.slice(lineStart(text, start), start)) && /^[ \t]*(\/\/.*)?\r?\n/.test(text.slice(end));
  return [
    isAlone
      ? { start: lineStart(text, start), end: nextLine(text, end), text: "" }
      : { start, end, text: "" },
  ];
}

interface Found {
  readonly node: ts.Expression;
  readonly shape: Shape;
  /** Steps that are not there yet. */
  readonly rest: readonly string[];
}

function descend(site: Site, path: string, spot: Spot): Found {
  const config = site.made.arguments?.[2];
  if (config === undefined) throw refused(site.made, "it has no configuration", spot);
  requireUntouched(site, spot);
  return follow(
    { node: config, shape: { kind: "object", fields: site.type.fields }, rest: path.split(".") },
    spot,
  );
}

function follow(found: Found, spot: Spot): Found {
  const [step, ...rest] = found.rest;
  if (step === undefined) return found;
  const next = ts.isArrayLiteralExpression(found.node)
    ? elementOf(found.node, found.shape, step)
    : memberOf(found.node, { shape: found.shape, step }, spot);
  return next === null ? found : follow({ ...next, rest }, spot);
}

function elementOf(node: ts.ArrayLiteralExpression, shape: Shape, step: string): Omit<Found, "rest"> | null {
  const element = node.elements[Number(step)];
  return element === undefined ? null : { node: element, shape: "of" in shape ? shape.of : { kind: "any" } };
}

function memberOf(
  node: ts.Expression,
  at: { shape: Shape; step: string },
  spot: Spot,
): Omit<Found, "rest"> | null {
  if (!ts.isObjectLiteralExpression(node))
    throw refused(node, "its configuration is not written out here", spot);
  if (node.properties.some((property) => !ts.isPropertyAssignment(property))) {
    throw refused(node, "its configuration is spread or computed", spot);
  }
  const key = propertyName(at.shape, at.step);
  const property = node.properties.filter(ts.isPropertyAssignment).find((one) => nameOf(one.name) === key);
  return property === undefined ? null : { node: property.initializer, shape: shapeOf(at.shape, at.step) };
}

function added(found: Found & { value: Value }, spot: Spot): Splice[] {
  const { node, shape, rest } = found;
  const [step = "", ...deeper] = rest;
  const inner = deeper.reduceRight<Value>(
    (value, name) => (/^\d+$/.test(name) ? [value] : { [name]: value }),
    found.value,
  );
  if (ts.isArrayLiteralExpression(node)) return appended(node, { value: inner, shape, step }, spot);
  if (!ts.isObjectLiteralExpression(node))
    throw refused(node, "its configuration is not written out here", spot);
  const last = node.properties.at(-1);
  const indent =
    last === undefined
      ? `${indentAt(spot.source.text, node.getStart(spot.source.file))}  `
      : indentAt(spot.source.text, last.getStart(spot.source.file));
  const text = `${keyOf(escapeLiteral(propertyName(shape, step)))}: ${expression(inner, shapeOf(shape, step), { scope: spot.scope, indent })}`;
  return insertedMember(node, { text, indent }, spot);
}

/** Behind the last member and its comment; on the same line where the object stands on one. */
function insertedMember(
  node: ts.ObjectLiteralExpression,
  member: { text: string; indent: string },
  spot: Spot,
): Splice[] {
  const { text } = spot.source;
  const last = node.properties.at(-1);
  if (last === undefined)
    return [{ start: node.getStart(spot.source.file), end: node.end, text: `{ ${member.text} }` }];
  const isOneLine = !text.slice(node.getStart(spot.source.file), node.end).includes("\n");
  if (isOneLine) return [{ start: last.end, end: last.end, text: `, ${member.text}` }];
  const hasComma = node.properties.hasTrailingComma;
  const comma: Splice[] = hasComma ? [] : [{ start: last.end, end: last.end, text: "," }];
  const line = nextLine(text, last.end);
  const end = line < node.end ? line : node.end - 1;
  return [...comma, { start: end, end, text: `${member.indent}${member.text},\n` }];
}

function appended(
  node: ts.ArrayLiteralExpression,
  element: { value: Value; shape: Shape; step: string },
  spot: Spot,
): Splice[] {
  if (Number(element.step) !== node.elements.length)
    throw refused(node, `it has no element ${element.step}`, spot);
  const of: Shape = "of" in element.shape ? element.shape.of : { kind: "any" };
  const indent = indentAt(spot.source.text, node.getStart(spot.source.file));
  const text = expression(element.value, of, { scope: spot.scope, indent });
  const last = node.elements.at(-1);
  if (last === undefined) return [replaced(node, `[${text}]`, spot)];
  return [{ start: last.end, end: last.end, text: `, ${text}` }];
}

function replaced(node: ts.Node, text: string, spot: Spot): Splice {
  return { start: node.getStart(spot.source.file), end: node.end, text };
}

function requireLiteral(node: ts.Expression, spot: Spot): void {
  if (!isLiteral(node)) throw refused(node, "its present value is an expression", spot);
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

/** A later override, put, reset or assignment would win over the edit. */
function requireUntouched(site: Site, spot: Spot): void {
  if (site.variable === null) return;
  const pattern = new RegExp(
    `\\b${site.variable}\\.(add\\w*Override|put[A-Z]\\w*|reset[A-Z]\\w*)\\(|\\b${site.variable}\\.\\w+ = `,
  );
  const touching = spot.source.body.statements.find((statement) =>
    pattern.test(statement.getText(spot.source.file)),
  );
  if (touching !== undefined) throw refused(touching, `${site.address} is changed again here`, spot);
}

function refused(node: ts.Node, reason: string, spot: Spot) {
  return cannotEdit({ file: spot.source.file, node }, reason);
}

function propertyName(shape: Shape, step: string): string {
  const field = shape.kind === "object" ? shape.fields[step] : undefined;
  return field?.property ?? step;
}

function shapeOf(shape: Shape, step: string): Shape {
  if (shape.kind === "object") return shape.fields[step]?.shape ?? { kind: "any" };
  return shape.kind === "map" ? shape.of : { kind: "any" };
}

function nameOf(name: ts.PropertyName): string | null {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : null;
}
