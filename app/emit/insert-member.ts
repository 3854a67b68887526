import ts from "typescript";
import type { Shape } from "#shared/core/catalogue.ts";
import type { Value } from "#shared/core/value.ts";
import { expression, keyOf } from "./expression.ts";
import { type Found, propertyName, refused, type Spot, shapeOf } from "./find-property.ts";
import { OUTSIDE } from "./literal.ts";
import { indentAt, lineStart, nextLine, type Splice } from "./splice.ts";

/** Writes what is missing of a path: a new attribute behind its neighbours, or a new element of a list. */
export function insertMissing({ node, shape, rest }: Found, value: Value, spot: Spot): Splice[] {
  const [step = "", ...deeper] = rest;
  const inner = deeper.reduceRight<Value>(
    (within, name) => (/^\d+$/.test(name) ? [within] : { [name]: within }),
    value,
  );
  if (ts.isArrayLiteralExpression(node)) {
    if (Number(step) !== node.elements.length) throw refused(node, `it has no element ${step}`, spot);
    return insertElement(node, { value: inner, shape }, spot);
  }
  if (!ts.isObjectLiteralExpression(node)) {
    throw refused(node, "its configuration is not written out here", spot);
  }
  const indent = indentWithin(node, node.properties.at(-1), spot);
  const written = expression(inner, shapeOf(shape, step), { scope: spot.scope, indent });
  const text = `${keyOf(OUTSIDE.key(propertyName(shape, step)))}: ${written}`;
  return inserted({ node, members: node.properties }, { text, indent }, spot);
}

/** One more element at the end of a list. */
export function insertElement(
  node: ts.ArrayLiteralExpression,
  { value, shape }: { value: Value; shape: Shape },
  spot: Spot,
): Splice[] {
  if (node.elements.some(ts.isSpreadElement)) throw refused(node, "its elements are spread", spot);
  const of: Shape = "of" in shape ? shape.of : { kind: "any" };
  const indent = indentWithin(node, node.elements.at(-1), spot);
  return inserted(
    { node, members: node.elements },
    { text: expression(value, of, { scope: spot.scope, indent }), indent },
    spot,
  );
}

function indentWithin(node: ts.Node, last: ts.Node | undefined, { source }: Spot): string {
  const { text, file } = source;
  const own = indentAt(text, node.getStart(file));
  if (last === undefined || !standsAlone(last, source)) return last === undefined ? `${own}  ` : own;
  return indentAt(text, last.getStart(file));
}

function standsAlone(node: ts.Node, { text, file }: Spot["source"]): boolean {
  const start = node.getStart(file);
  return /^\s*$/.test(text.slice(lineStart(text, start), start));
}

/** Behind the last member and its comment on a line of its own; on the same line where that one shares its line. */
function inserted(
  { node, members }: { node: ts.Node; members: ts.NodeArray<ts.Node> },
  member: { text: string; indent: string },
  { source }: Spot,
): Splice[] {
  const { text, file } = source;
  const last = members.at(-1);
  if (last === undefined) return [emptyFilled(node, member.text, file)];
  if (!standsAlone(last, source)) return [{ start: last.end, end: last.end, text: `, ${member.text}` }];
  const comma: Splice[] = members.hasTrailingComma ? [] : [{ start: last.end, end: last.end, text: "," }];
  const line = nextLine(text, last.end);
  const end = line < node.end ? line : node.end - 1;
  return [...comma, { start: end, end, text: `${member.indent}${member.text},\n` }];
}

function emptyFilled(node: ts.Node, text: string, file: ts.SourceFile): Splice {
  const filled = ts.isArrayLiteralExpression(node) ? `[${text}]` : `{ ${text} }`;
  return { start: node.getStart(file), end: node.end, text: filled };
}
