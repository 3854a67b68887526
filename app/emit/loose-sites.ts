import ts from "typescript";
import type { ResourceType } from "#shared/core/catalogue.ts";

/** A construct that this file makes in a way that no edit can follow. */
export interface LooseSite {
  readonly type: ResourceType;
  readonly made: ts.NewExpression;
  readonly reason: string;
}

/** Constructs of the file that stand where no edit can follow them, with the reason. */
export function looseSites(
  file: ts.SourceFile,
  known: { types: ReadonlyMap<string, ResourceType>; proper: ReadonlySet<ts.Node> },
): LooseSite[] {
  const found: LooseSite[] = [];
  const visit = (node: ts.Node): void => {
    const type = ts.isNewExpression(node) ? known.types.get(node.expression.getText()) : undefined;
    if (ts.isNewExpression(node) && type !== undefined && !known.proper.has(node)) {
      found.push({ type, made: node, reason: whyLoose(node) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The nearest thing around it that an edit cannot follow. */
function whyLoose(made: ts.Node): string {
  for (let node = made.parent; node !== undefined && !ts.isConstructorDeclaration(node); node = node.parent) {
    const reason = reasonOf(node);
    if (reason !== null) return reason;
  }
  return "its id or its scope is not a literal of this stack";
}

function reasonOf(node: ts.Node): string | null {
  if (ts.isIterationStatement(node, false)) return "it is made in a loop";
  if (ts.isFunctionLike(node)) return "it is made in a function";
  const isBranch = ts.isIfStatement(node) || ts.isConditionalExpression(node) || ts.isSwitchStatement(node);
  return isBranch ? "it is made in a branch" : null;
}
