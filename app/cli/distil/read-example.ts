import ts from "typescript";
import { snake } from "./camel.ts";
import type { TypeKey } from "./match-types.ts";

/** A resource of one example: what it sets, by the path as the example spells it. */
export interface Shown {
  readonly key: TypeKey;
  readonly settings: readonly Setting[];
  /** Service names that stand anywhere in it. */
  readonly principals: readonly string[];
}

export interface Setting {
  readonly path: readonly string[];
  readonly literal: string | number | boolean | null;
  /** What it is taken from, null for a literal. */
  readonly from: { readonly key: TypeKey; readonly index: number | null; readonly attribute: string } | null;
}

export interface Names {
  /** The package in examples: `aws`. */
  readonly token: string;
  /** The provider's prefix in Terraform: `aws`. */
  readonly prefix: string;
  readonly types: ReadonlyMap<string, TypeKey>;
  isType(type: string): boolean;
}

interface Declared {
  readonly key: TypeKey;
  readonly index: number;
  readonly settings: ts.Expression | undefined;
}

/** Resources, data sources and joins of one example. */
export function readExample(code: string, names: Names): Shown[] {
  const source = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true);
  const declared = new Map<string, Declared>();
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined) {
      const found = calledIn(node.initializer, names);
      if (found !== null) declared.set(node.name.getText(), { ...found, index: declared.size });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...declared.values()].map(({ key, settings }) => ({
    key,
    settings: settings === undefined ? [] : settingsOf(settings, { declared, names, path: [] }),
    principals: [...(settings?.getText() ?? "").matchAll(/"([a-z0-9.-]+\.amazonaws\.com)"/g)].map(
      ([, name]) => name ?? "",
    ),
  }));
}

function calledIn(node: ts.Expression, names: Names): Pick<Declared, "key" | "settings"> | null {
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return null;
  const path = node.expression.getText().split(".");
  if (path[0] !== names.token) return null;
  const key = names.types.get(
    path
      .slice(1)
      .join(".")
      .replace(/Output$/, ""),
  );
  if (key === undefined) return null;
  return { key, settings: node.arguments?.[ts.isNewExpression(node) ? 1 : 0] };
}

interface Place {
  readonly declared: ReadonlyMap<string, Declared>;
  readonly names: Names;
  readonly path: readonly string[];
}

function settingsOf(node: ts.Expression, place: Place): Setting[] {
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.flatMap((member) => {
      if (!ts.isPropertyAssignment(member)) return [];
      const path = [...place.path, snake(member.name.getText().replaceAll('"', ""))];
      return settingsOf(member.initializer, { ...place, path });
    });
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((one) => settingsOf(one, place));
  return [{ path: place.path, literal: literalOf(node), from: originOf(node, place) }];
}

function literalOf(node: ts.Expression): Setting["literal"] {
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  return node.kind === ts.SyntaxKind.FalseKeyword ? false : null;
}

/** The first property access that ends at a resource: of this example, or `exampleAwsVpc`, which stands for one that it leaves out. */
function originOf(node: ts.Node, place: Place): Setting["from"] {
  if (ts.isPropertyAccessExpression(node)) {
    const root = node.expression.getText().replace(/\[\d+\]$/, "");
    const found = place.declared.get(root);
    const attribute = snake(node.name.text);
    if (found !== undefined && node.name.text !== "apply" && node.name.text !== "then")
      return { key: found.key, index: found.index, attribute };
    const outside = /(?:Aws|Azurerm|Google)([A-Z]\w*)$/.exec(root)?.[1];
    const type = `${place.names.prefix}_${snake(outside ?? "")}`;
    if (outside !== undefined && place.names.isType(type))
      return { key: { type, mode: "managed" }, index: null, attribute };
  }
  const parameter = mappedParameter(node, place);
  if (parameter !== null) return parameter;
  return ts.forEachChild(node, (child) => originOf(child, place) ?? undefined) ?? null;
}

/** `current.then(current => current.accountId)`: the parameter stands for what is mapped. */
function mappedParameter(node: ts.Node, place: Place): Setting["from"] {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  const [callback] = node.arguments;
  const isMapped = /^(then|apply)$/.test(node.expression.name.text);
  if (!isMapped || callback === undefined || !ts.isArrowFunction(callback)) return null;
  const found = place.declared.get(node.expression.expression.getText());
  const [parameter] = callback.parameters;
  if (found === undefined || parameter === undefined) return originOf(callback.body, place);
  const declared = new Map([...place.declared, [parameter.name.getText(), found]]);
  return originOf(callback.body, { ...place, declared });
}
