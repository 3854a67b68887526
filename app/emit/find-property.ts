import ts from "typescript";
import { META_FIELDS } from "#shared/catalogue/meta-fields.ts";
import type { Shape } from "#shared/core/catalogue.ts";
import type { Scope } from "./reference.ts";
import { cannotEdit } from "./refusal.ts";
import type { Site } from "./site.ts";
import type { StackSource } from "./stack-source.ts";

/** The file that is edited, and what its expressions may name. */
export interface Spot {
  readonly source: StackSource;
  readonly scope: Scope;
}

/** How far a path leads into the configuration as it is written. */
export interface Found {
  readonly node: ts.Expression;
  readonly shape: Shape;
  /** Steps that are not there yet. */
  readonly rest: readonly string[];
}

/** Follows a path of Terraform's names into the configuration of a construct; what cannot be followed safely is refused. */
export function findProperty(site: Site, path: string, spot: Spot): Found {
  const config = site.made.arguments?.[2];
  if (config === undefined) throw refused(site.made, "it has no configuration", spot);
  requireUntouched(site, spot);
  const fields = { ...META_FIELDS, ...site.type.fields };
  return follow({ node: config, shape: { kind: "object", fields }, rest: path.split(".") }, spot);
}

function follow(found: Found, spot: Spot): Found {
  const [step, ...rest] = found.rest;
  if (step === undefined) return found;
  const next = ts.isArrayLiteralExpression(found.node)
    ? elementOf(found.node, { shape: found.shape, step }, spot)
    : memberOf(found.node, { shape: found.shape, step }, spot);
  return next === null ? found : follow({ ...next, rest }, spot);
}

interface Step {
  readonly shape: Shape;
  readonly step: string;
}

function elementOf(
  node: ts.ArrayLiteralExpression,
  { shape, step }: Step,
  spot: Spot,
): Omit<Found, "rest"> | null {
  if (node.elements.some(ts.isSpreadElement)) throw refused(node, "its elements are spread", spot);
  const element = node.elements[Number(step)];
  return element === undefined ? null : { node: element, shape: "of" in shape ? shape.of : { kind: "any" } };
}

/** What is written out behind every spread is what counts; what a spread may bring cannot be told. */
function memberOf(node: ts.Expression, { shape, step }: Step, spot: Spot): Omit<Found, "rest"> | null {
  if (!ts.isObjectLiteralExpression(node)) {
    throw refused(node, "its configuration is not written out here", spot);
  }
  const key = propertyName(shape, step);
  const found = node.properties.findLastIndex((one) => nameOf(one) === key);
  const property = node.properties[found];
  const spread = node.properties.findLastIndex((one) => isComputed(one));
  if (spread >= 0 && spread > found) throw refused(node, "its configuration is spread or computed", spot);
  if (property === undefined) return null;
  if (ts.isPropertyAssignment(property)) return { node: property.initializer, shape: shapeOf(shape, step) };
  throw refused(property, "its present value is an expression", spot);
}

function isComputed(property: ts.ObjectLiteralElementLike): boolean {
  return ts.isSpreadAssignment(property) || nameOf(property) === null;
}

function nameOf({ name }: ts.ObjectLiteralElementLike): string | null {
  return name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) ? name.text : null;
}

/** A later override, put, reset or assignment would win over the edit. */
function requireUntouched(site: Site, spot: Spot): void {
  if (site.variable === null) return;
  const name = site.variable.replaceAll(".", "\\.");
  const pattern = new RegExp(
    `\\b${name}\\s*\\.\\s*(add\\w*Override|put[A-Z]\\w*|reset[A-Z]\\w*)\\(|\\b${name}\\.\\w+\\s*=[^=]`,
  );
  const touching = spot.source.body.statements.find(
    (statement) => statement !== site.statement && pattern.test(statement.getText(spot.source.file)),
  );
  if (touching !== undefined) throw refused(touching, `${site.address} is changed again here`, spot);
}

export function refused(node: ts.Node, reason: string, spot: Spot) {
  return cannotEdit({ file: spot.source.file, node }, reason);
}

export function propertyName(shape: Shape, step: string): string {
  const field = shape.kind === "object" ? shape.fields[step] : undefined;
  return field?.property ?? step;
}

export function shapeOf(shape: Shape, step: string): Shape {
  if (shape.kind === "object") return shape.fields[step]?.shape ?? { kind: "any" };
  return shape.kind === "map" ? shape.of : { kind: "any" };
}
