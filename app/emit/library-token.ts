import { PipelineError } from "#shared/core/error.ts";
import { escapeLiteral } from "#shared/hcl/escape.ts";

/** How the library marks a value that it puts in later: a literal of that form would be taken for one. */
const MARK = /((?:\$*[#&])|\$+)\{TfToken\[/;

export function holdsMark(literal: string): boolean {
  return literal.includes("{TfToken[");
}

/** A literal outside any call: the signs of a mark become an expression of their own, so that no mark is left. */
export function escapeOutside(literal: string): string {
  return literal
    .split(MARK)
    .map((piece, index) => {
      if (index % 2 === 1) return `\${"${piece}"}{TfToken[`;
      return escapeLiteral(piece);
    })
    .join("");
}

/** The same inside a call, where the quoted string knows the brace by its number. */
export function withoutMark(escaped: string): string {
  return escaped.replaceAll("{TfToken[", "\\u007bTfToken[");
}

/** Where Terraform evaluates nothing there is no second spelling. */
export function requireNoMark(literal: string): string {
  if (!holdsMark(literal)) return literal;
  throw new PipelineError("emit/cannot-write", "A text with {TfToken[ cannot be written here.", {
    next: "Leave out this mark of the library.",
  });
}
