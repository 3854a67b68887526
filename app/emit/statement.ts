import type { Scope } from "./reference.ts";

/** Where constructs are made. */
export interface Home {
  /** What they are made in: `this` in the constructor of a stack, the parameter of a function beside it. */
  readonly host: string;
  /** Indentation of a statement. */
  readonly indent: string;
}

export const CONSTRUCTOR: Home = { host: "this", indent: "    " };

export interface Placement extends Home {
  readonly scope: Scope;
  /** Variable to declare, null when nothing refers to it. */
  readonly variable: string | null;
  /** Id of the construct among its siblings. */
  readonly id: string;
}

/** `new C(this, "id", { … })` with its members one a line. */
export function made(className: string, lines: readonly string[], { host, indent, id }: Placement): string {
  const body =
    lines.length === 0 ? "{}" : `{\n${lines.map((line) => `${indent}  ${line}\n`).join("")}${indent}}`;
  return `new ${className}(${host}, ${JSON.stringify(id)}, ${body})`;
}

/** One statement, and one more for each call on what was made; a single call without a variable joins it. */
export function statements(text: string, calls: readonly string[], place: Placement): string[] {
  const { indent, variable } = place;
  const [only] = calls;
  if (variable !== null) {
    return [`${indent}const ${variable} = ${text};`, ...calls.map((call) => `${indent}${variable}.${call};`)];
  }
  return [`${indent}${text}${only === undefined ? "" : `.${only}`};`];
}
