import type { Call, Ref, Template } from "#shared/core/value.ts";
import { escapeInFunction, escapeLiteral } from "#shared/hcl/escape.ts";
import { escapeOutside, requireNoMark, withoutMark } from "./library-token.ts";

/** How literals are escaped where they stand: `Fn` escapes some of it itself. */
export interface Escaping {
  text(literal: string): string;
  key(literal: string): string;
  /** A literal of a template as it stands between backticks. */
  part(literal: string, isBeforeReference: boolean): string;
}

export const OUTSIDE: Escaping = { text: escapeOutside, key: escapeOutside, part: partOutside };

/** Where Terraform evaluates nothing, a literal stands as it is. */
export const VERBATIM: Escaping = { text: requireNoMark, key: requireNoMark, part: inBackticks };

export const IN_FUNCTION: Escaping = {
  text: escapeTextInFunction,
  // CDKTF escapes values only, so `${` and line ends of a key are ours too.
  key: (literal) =>
    escapeTextInFunction(literal)
      .replaceAll("${", () => "$${")
      .replaceAll("\n", "\\n"),
  part: partInFunction,
};

/** CDKTF escapes the line feed, leaves the carriage return bare, and looks for marks of its own. */
function escapeTextInFunction(literal: string): string {
  return withoutMark(escapeInFunction(literal).replaceAll("\r", "\\r"));
}

/**
 * Signs before a brace or a reference become an expression of their own: `$` before a reference would make it text, and
 * CDKTF takes the escape `$${` for the beginning of an expression and strips the braces of the references after it.
 */
function partOutside(literal: string, isBeforeReference: boolean): string {
  const signs = isBeforeReference ? /(\$+)(?=\{|$)/ : /(\$+)(?=\{)/;
  return literal
    .split(signs)
    .map((piece, index) => (index % 2 === 0 ? inBackticks(escapeLiteral(piece)) : `\\\${"${piece}"}`))
    .join("");
}

/** A `$` before a reference would make it text, so it is written by its number. */
function partInFunction(literal: string, isBeforeReference: boolean): string {
  const signs = isBeforeReference ? (/\$+$/.exec(literal)?.[0].length ?? 0) : 0;
  const text = escapeTextInFunction(literal.slice(0, literal.length - signs));
  return inBackticks(`${text}${"\\u0024".repeat(signs)}`);
}

/** A line end is written as an escape: what lies on further lines would be indented with the code. */
function inBackticks(text: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${");
  return escaped.replaceAll("\r", "\\r").replaceAll("\n", "\\n");
}

/** `$` and `{` in neighbouring texts would meet unescaped, and be code. */
export function joinTexts(parts: Template["$template"]): readonly (string | Ref | Call)[] {
  const joined: (string | Ref | Call)[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === "string" && typeof last === "string") joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
}
