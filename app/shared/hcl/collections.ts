import { unreadable } from "./refusal.ts";
import type { TokenStream } from "./token-stream.ts";

/** The reader of the expressions between brackets. */
export interface Nested {
  readonly tokens: TokenStream;
  expression(): void;
  binding(names: readonly string[], read: () => void): void;
}

const CLOSING_BRACE = new Set(["}"]);

/** Expressions between commas; the closing bracket is read too. */
export function readList(nested: Nested, close: string): void {
  while (!nested.tokens.accept(close)) {
    nested.expression();
    nested.tokens.accept("...");
    if (nested.tokens.accept(",")) continue;
    nested.tokens.expect(close);
    return;
  }
}

export function readTuple(nested: Nested): void {
  nested.tokens.withoutLines(() => {
    if (startsFor(nested)) readFor(nested, "]");
    else readList(nested, "]");
  });
}

/** Items between commas or line ends. */
export function readObject(nested: Nested): void {
  const { tokens } = nested;
  if (tokens.withoutLines(() => startsFor(nested))) {
    tokens.withoutLines(() => readFor(nested, "}"));
    return;
  }
  const outer = tokens.keepsLines;
  tokens.keepsLines = true;
  tokens.skipLines();
  while (!tokens.accept("}")) {
    readItem(nested);
    if (!tokens.accept(",") && tokens.peek()?.kind !== "newline" && !tokens.isMark(CLOSING_BRACE))
      throw unreadable("Two items of an object without a separator");
    tokens.skipLines();
  }
  tokens.keepsLines = outer;
}

/** A bare name before `=` or `:` is a key as it stands, and no reference. */
function readItem(nested: Nested): void {
  const { tokens } = nested;
  const after = tokens.following();
  const isBare = after?.kind === "mark" && (after.text === "=" || after.text === ":");
  if (isBare && tokens.peek()?.kind === "name") tokens.name();
  else nested.expression();
  if (!tokens.accept("=")) tokens.expect(":");
  nested.expression();
}

function startsFor({ tokens }: Nested): boolean {
  const token = tokens.peek();
  return token?.kind === "name" && token.text === "for";
}

function readFor(nested: Nested, close: string): void {
  const { tokens } = nested;
  tokens.name();
  nested.binding(readForIntroduction(nested), () => {
    tokens.expect(":");
    nested.expression();
    if (close === "}") {
      tokens.expect("=>");
      nested.expression();
      tokens.accept("...");
    }
    if (tokens.peek()?.kind === "name" && tokens.name() === "if") nested.expression();
    tokens.expect(close);
  });
}

/** `name, name in expression`: the names bound from here on. */
export function readForIntroduction(nested: Nested): readonly string[] {
  const { tokens } = nested;
  const names = [tokens.name()];
  if (tokens.accept(",")) names.push(tokens.name());
  if (tokens.name() !== "in") throw unreadable("A `for` without `in`");
  nested.expression();
  return names;
}
