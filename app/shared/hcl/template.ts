import { Lexer } from "./lexer.ts";
import { Parser, type Scope } from "./parser.ts";
import { unreadable } from "./refusal.ts";
import type { Part, Token } from "./tokens.ts";

/** One Terraform JSON string, read. */
export type Template = { readonly kind: "literal"; readonly value: string } | Expression;

export interface Expression {
  readonly kind: "template";
  /** Names of called functions in order, without `core::`; those of providers as `provider::aws::arn_parse`. */
  readonly functions: readonly string[];
  /** Traversals in order, dotted, up to the first step that is not fixed: `data.aws_availability_zones.all.names.0`. */
  readonly references: readonly string[];
  /** How deep brackets, quotes and sequences nest. */
  readonly depth: number;
}

/** Brackets, quotes and sequences may nest this deep. */
const DEPTH = 100;

/** What a string of Terraform JSON means to Terraform 1.x: text, or an expression and all that it uses. Refuses `hcl/unreadable`, `hcl/too-deep`. */
export function readTemplate(text: string, maxDepth: number = DEPTH): Template {
  if (!text.includes("${") && !text.includes("%{")) return { kind: "literal", value: text };
  const lexer = new Lexer(text, maxDepth);
  const parts = lexer.bare();
  if (parts.every((part) => part.kind === "text"))
    return { kind: "literal", value: parts.map((part) => part.text).join("") };

  const scope = emptyScope(maxDepth);
  readParts(parts, scope);
  return expressionOf(scope, lexer.deepest);
}

/** An expression that stands without `${…}` around it, as in `replace_triggered_by`. */
export function readExpression(text: string, maxDepth: number = DEPTH): Expression {
  const lexer = new Lexer(text, maxDepth);
  const scope = emptyScope(maxDepth);
  new Parser(lexer.expression(), scope).whole();
  return expressionOf(scope, lexer.deepest);
}

function expressionOf({ uses }: Scope, depth: number): Expression {
  const references = uses.references.map((path) => path.join("."));
  return { kind: "template", functions: uses.functions, references, depth };
}

/** The steps of a bare address such as `module.network["a"].aws_vpc.main`, as in `depends_on` and `moved`; refuses anything else. */
export function readTraversal(text: string): readonly string[] {
  const scope = emptyScope(DEPTH);
  const tokens = new Lexer(text, DEPTH).expression();
  const parser = new Parser(tokens, scope);
  parser.whole();
  const [path] = scope.uses.references;
  if (path === undefined || scope.uses.references.length > 1 || !isFixed(tokens, path))
    throw unreadable("Something that is not an address");
  return path;
}

/** Every `.` and every `[` gave one step: no splat, no computed index, nothing else around. */
function isFixed(tokens: readonly Token[], path: readonly string[]): boolean {
  const marks = tokens.flatMap((token) => (token.kind === "mark" ? [token.text] : []));
  const steps = marks.filter((mark) => mark === "." || mark === "[").length;
  return path.length === steps + 1 && marks.every((mark) => [".", "[", "]"].includes(mark));
}

function emptyScope(room: number): Scope {
  return { uses: { functions: [], references: [] }, bound: [], room, readParts };
}

/** Reads the parts of a template; directives are held to their grammar, and bind the names of their `for`. */
function readParts(parts: readonly Part[], scope: Scope): void {
  const open: Open[] = [];
  for (const part of parts) {
    if (part.kind === "text") continue;
    const parser = new Parser(part.tokens, { ...scope, bound: open.at(-1)?.bound ?? scope.bound });
    if (part.kind === "interpolation") parser.whole();
    else readDirective(parser, open, open.at(-1)?.bound ?? scope.bound);
  }
  if (open.length > 0) throw unreadable("A directive that is not ended");
}

interface Open {
  readonly end: "endif" | "endfor";
  readonly bound: readonly string[];
}

function readDirective(parser: Parser, open: Open[], bound: readonly string[]): void {
  const word = parser.keyword();
  if (word === "if") {
    parser.expression();
    open.push({ end: "endif", bound });
  } else if (word === "for") {
    open.push({ end: "endfor", bound: [...bound, ...parser.forIntroduction()] });
  } else if (word === open.at(-1)?.end) {
    open.pop();
  } else if (word !== "else" || open.at(-1)?.end !== "endif") {
    throw unreadable("A directive that does not fit");
  }
  parser.end();
}
