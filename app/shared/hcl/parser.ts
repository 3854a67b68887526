import { type Nested, readForIntroduction, readList, readObject, readTuple } from "./collections.ts";
import { tooDeep, unreadable } from "./refusal.ts";
import { TokenStream } from "./token-stream.ts";
import type { Part, Token } from "./tokens.ts";

/** What is around an expression: where its uses are noted, names bound by `for`, how deep it may still nest. */
export interface Scope {
  readonly uses: { readonly functions: string[]; readonly references: (readonly string[])[] };
  readonly bound: readonly string[];
  readonly room: number;
  /** Reads the parts of a quoted string or heredoc. */
  readonly readParts: (parts: readonly Part[], scope: Scope) => void;
}

const BINARY = new Set(["+", "-", "*", "/", "%", "==", "!=", "<", ">", "<=", ">=", "&&", "||"]);
const KEYWORDS = new Set(["true", "false", "null"]);

/** Reads one expression by HCL's grammar; a name bound by `for` is no reference. */
export class Parser implements Nested {
  readonly tokens: TokenStream;
  private readonly scope: Scope;
  private bound: readonly string[];
  private room: number;

  constructor(tokens: readonly Token[], scope: Scope) {
    this.tokens = new TokenStream(tokens);
    this.scope = scope;
    this.bound = scope.bound;
    this.room = scope.room;
  }

  /** One expression and nothing after it. */
  whole(): void {
    this.expression();
    this.tokens.end();
  }

  forIntroduction(): readonly string[] {
    return readForIntroduction(this);
  }

  /** The name that opens a directive. */
  keyword(): string {
    return this.tokens.name();
  }

  end(): void {
    this.tokens.end();
  }

  expression(): void {
    this.room -= 1;
    if (this.room < 0) throw tooDeep();
    this.operand();
    while (this.tokens.isMark(BINARY)) {
      this.tokens.at += 1;
      this.operand();
    }
    if (this.tokens.accept("?")) {
      this.expression();
      this.tokens.expect(":");
      this.expression();
    }
    this.room += 1;
  }

  /** Reads with these names bound. */
  binding(names: readonly string[], read: () => void): void {
    const outer = this.bound;
    this.bound = [...outer, ...names];
    read();
    this.bound = outer;
  }

  private operand(): void {
    while (this.tokens.isMark(new Set(["-", "!"]))) this.tokens.at += 1;
    const path = this.term();
    this.traverse(path);
  }

  /** Reads a term; the path where it is the start of a traversal. */
  private term(): string[] | null {
    const token = this.tokens.peek();
    if (token === undefined) throw unreadable("An expression is missing");
    if (token.kind === "name") return this.named();
    if (token.kind === "template") {
      this.tokens.at += 1;
      this.scope.readParts(token.parts, { ...this.scope, bound: this.bound, room: this.room });
    } else if (token.kind === "number") this.tokens.at += 1;
    else if (this.tokens.accept("(")) this.grouped();
    else if (this.tokens.accept("[")) readTuple(this);
    else if (this.tokens.accept("{")) readObject(this);
    else throw unreadable("An expression is missing");
    return null;
  }

  private named(): string[] | null {
    const names = [this.tokens.name()];
    while (this.tokens.accept("::")) names.push(this.tokens.name());
    if (this.tokens.accept("(")) {
      this.scope.uses.functions.push((names[0] === "core" ? names.slice(1) : names).join("::"));
      this.tokens.withoutLines(() => readList(this, ")"));
      return null;
    }
    if (names.length > 1) throw unreadable("A namespace without a call");
    return KEYWORDS.has(names[0] ?? "") || this.bound.includes(names[0] ?? "") ? null : names;
  }

  /** Attributes, indexes and splats; the path ends where an element is not fixed. */
  private traverse(start: string[] | null): void {
    let path = start;
    for (;;) {
      let step: readonly string[] | null;
      if (this.tokens.accept(".")) step = this.attribute();
      else if (this.tokens.accept("[")) step = this.tokens.withoutLines(() => this.index());
      else break;
      if (step !== null) path?.push(...step);
      else if (path !== null) {
        this.scope.uses.references.push(path);
        path = null;
      }
    }
    if (path !== null) this.scope.uses.references.push(path);
  }

  private attribute(): readonly string[] | null {
    const token = this.tokens.peek();
    if (this.tokens.accept("*")) return null;
    if (token?.kind !== "number") return [this.tokens.name()];
    this.tokens.at += 1;
    return token.text.split(".");
  }

  private index(): readonly string[] | null {
    if (this.tokens.accept("*")) {
      this.tokens.expect("]");
      return null;
    }
    const key = this.tokens.peek();
    const start = this.tokens.at;
    this.expression();
    const isOnly = this.tokens.at === start + 1;
    this.tokens.expect("]");
    if (!isOnly) return null;
    if (key?.kind === "number") return [key.text];
    if (key?.kind !== "template" || key.parts.some((part) => part.kind !== "text")) return null;
    return [key.parts.map((part) => (part.kind === "text" ? part.text : "")).join("")];
  }

  private grouped(): void {
    this.tokens.withoutLines(() => {
      this.expression();
      this.tokens.expect(")");
    });
  }
}
