import { unreadable } from "./refusal.ts";
import type { Token } from "./tokens.ts";

/** Tokens one after another; line ends are seen only where they separate the items of an object. */
export class TokenStream {
  at = 0;
  keepsLines = false;
  private readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  skipLines(): void {
    while (this.tokens[this.at]?.kind === "newline") this.at += 1;
  }

  peek(): Token | undefined {
    if (!this.keepsLines) this.skipLines();
    return this.tokens[this.at];
  }

  isMark(marks: ReadonlySet<string>): boolean {
    const token = this.peek();
    return token?.kind === "mark" && marks.has(token.text);
  }

  accept(mark: string): boolean {
    const token = this.peek();
    if (token?.kind !== "mark" || token.text !== mark) return false;
    this.at += 1;
    return true;
  }

  /** The token after the next one, as it stands. */
  following(): Token | undefined {
    return this.tokens[this.at + 1];
  }

  name(): string {
    const token = this.peek();
    if (token?.kind !== "name") throw unreadable("A name is missing");
    this.at += 1;
    return token.text;
  }

  end(): void {
    if (this.peek() !== undefined) throw unreadable("Something after the end of an expression");
  }

  withoutLines<T>(read: () => T): T {
    const outer = this.keepsLines;
    this.keepsLines = false;
    const answer = read();
    this.keepsLines = outer;
    return answer;
  }

  expect(mark: string): void {
    if (!this.accept(mark)) throw unreadable(`\`${mark}\` is missing`);
  }
}
