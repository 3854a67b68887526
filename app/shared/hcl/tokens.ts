/** What the lexer makes of an expression; quoted strings and heredocs are templates with parts of their own. */
export type Token =
  | { readonly kind: "name"; readonly text: string }
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "mark"; readonly text: string }
  | { readonly kind: "newline" }
  | { readonly kind: "template"; readonly parts: readonly Part[] };

export type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "interpolation"; readonly tokens: readonly Token[] }
  | { readonly kind: "directive"; readonly tokens: readonly Token[] };
