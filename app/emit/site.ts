import ts from "typescript";
import type { ResourceType } from "#shared/core/catalogue.ts";
import type { KnownClasses } from "./known-classes.ts";
import type { Home } from "./statement.ts";

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

/** Where constructs stand: a constructor, or a function that is given a scope. */
export interface Inside {
  readonly body: ts.Block;
  readonly home: Home;
}

/** `const x = new C(this, "id", …)`, `new C(…)` or `new C(…).overrideLogicalId("name")` as a statement of the constructor. */
export function siteOf(statement: ts.Statement, { body, home }: Inside, types: KnownClasses): Site | null {
  const { made, variable, name } = partsOf(statement);
  const type = made === null ? undefined : types.get(made.expression.getText());
  if (made === null || type === undefined) return null;
  const id = literalOf(made.arguments?.[1]);
  if (id === null || made.arguments?.[0]?.getText() !== home.host) return null;
  const naming = variable === null ? null : namingOf(variable, body);
  const terraformName = aliasOf(made, type) ?? name ?? (naming === null ? id : naming.name);
  const address = `${type.mode === "data" ? "data." : ""}${type.type}.${terraformName}`;
  return { address, type, id, made, statement, variable, naming: naming?.statement ?? null };
}

/** What configures a provider is named by its alias; the one without is the provider's own. */
function aliasOf(made: ts.NewExpression, type: ResourceType): string | null {
  const config = made.arguments?.[2];
  if (type.fields.alias === undefined || type.type.includes("_")) return null;
  if (config === undefined || !ts.isObjectLiteralExpression(config)) return "";
  const alias = config.properties.find((property) => property.name?.getText() === "alias");
  return alias !== undefined && ts.isPropertyAssignment(alias) ? literalOf(alias.initializer) : "";
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
  const property = propertyParts(statement.expression);
  if (property !== null) return property;
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

/** `this.bucket = new S3Bucket(…)`: other files may use it by that name. */
function propertyParts(expression: ts.Expression): Parts | null {
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
    return null;
  const { left, right } = expression;
  const isOwn = ts.isPropertyAccessExpression(left) && left.expression.kind === ts.SyntaxKind.ThisKeyword;
  return isOwn && ts.isNewExpression(right) ? { ...NO_PARTS, made: right, variable: left.getText() } : null;
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

export function literalOf(node: ts.Node | undefined): string | null {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : null;
}
