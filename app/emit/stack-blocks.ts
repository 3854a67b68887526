import ts from "typescript";
import type { Operation } from "#shared/core/typed-change.ts";
import { OUTSIDE } from "./literal.ts";
import type { Splice } from "./splice.ts";
import type { StackSource } from "./stack-source.ts";

const KINDS = ["moved", "import", "removed"] as const;

/**
 * `moved`, `import` and `removed` blocks, one statement a kind. The library's own ways to say them start Terraform to ask
 * for its version, which a synthesis may not.
 */
export function blockStatements(operations: readonly Operation[], indent: string): string[] {
  return KINDS.flatMap((kind) => {
    const blocks = blocksOf(kind, operations);
    if (blocks.length === 0) return [];
    const lines = blocks.map((block) => `${indent}  ${block},\n`).join("");
    return [`${indent}this.addOverride("${kind}", [\n${lines}${indent}]);`];
  });
}

function blocksOf(kind: (typeof KINDS)[number], operations: readonly Operation[]): string[] {
  return operations.flatMap((operation) => {
    if (operation.kind === "rename" && kind === "moved") return renameBlock(operation);
    return operation.kind === kind ? [blockText(operation)] : [];
  });
}

function blockText(operation: Operation): string {
  if (operation.kind === "moved") return movedText(operation.from, operation.to);
  if (operation.kind === "import") {
    return `{ to: ${JSON.stringify(operation.address)}, id: ${JSON.stringify(OUTSIDE.text(operation.id))} }`;
  }
  const address = "address" in operation ? operation.address : "";
  return `{ from: ${JSON.stringify(address)}, lifecycle: { destroy: false } }`;
}

/** Only what is deployed can have moved. */
function renameBlock({ address, name }: { address: string; name: string }): string[] {
  if (/^(data|var|output|local)\./.test(address)) return [];
  return [movedText(address, address.replace(/[^.]+$/, name))];
}

function movedText(from: string, to: string): string {
  return `{ from: ${JSON.stringify(from)}, to: ${JSON.stringify(to)} }`;
}

/** Blocks join the statement of their kind where the file has one, since a second one would replace it; the rest is new. */
export function joinBlocks(
  operations: readonly Operation[],
  source: StackSource,
): { splices: Splice[]; statements: string[] } {
  const splices = KINDS.flatMap((kind) => {
    const last = overrideOf(kind, source)?.elements.at(-1);
    const blocks = blocksOf(kind, operations);
    if (last === undefined || blocks.length === 0) return [];
    return [{ start: last.end, end: last.end, text: `, ${blocks.join(", ")}` }];
  });
  const there = new Set(KINDS.filter((kind) => overrideOf(kind, source) !== null));
  const fresh = operations.filter((operation) => {
    const kind = operation.kind === "rename" ? "moved" : operation.kind;
    return !there.has(kind as (typeof KINDS)[number]);
  });
  return { splices, statements: blockStatements(fresh, "    ") };
}

/** The list of `this.addOverride("moved", [ … ])`. */
function overrideOf(kind: string, { body }: StackSource): ts.ArrayLiteralExpression | null {
  for (const statement of body.statements.filter(ts.isExpressionStatement)) {
    const call = statement.expression;
    if (!ts.isCallExpression(call) || !/^this\s*\.\s*addOverride$/.test(call.expression.getText())) continue;
    const [path, blocks] = call.arguments;
    const isKind = path !== undefined && ts.isStringLiteralLike(path) && path.text === kind;
    if (isKind && blocks !== undefined && ts.isArrayLiteralExpression(blocks)) return blocks;
  }
  return null;
}
