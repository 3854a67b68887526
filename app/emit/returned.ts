import ts from "typescript";
import type { StackSource } from "./stack-source.ts";

const LONGEST_LINE = 100;

/** An object of these names, one a line where they are many. */
export function returned(names: readonly string[]): string {
  if (names.length === 0) return "{}";
  const line = `{ ${names.join(", ")} }`;
  return line.length <= LONGEST_LINE ? line : `{\n${names.map((name) => `    ${name},\n`).join("")}  }`;
}

/** The object that a part of a stack returns at its end; null where it returns something else. */
export function returnOf({ body }: Pick<StackSource, "body">): ts.ObjectLiteralExpression | null {
  const last = body.statements.at(-1);
  const value = last !== undefined && ts.isReturnStatement(last) ? last.expression : undefined;
  return value !== undefined && ts.isObjectLiteralExpression(value) ? value : null;
}
