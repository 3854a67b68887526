import type { Value } from "../core/value.ts";
import { Lexer } from "./lexer.ts";
import { tooDeep, unreadable } from "./refusal.ts";
import { templateOf } from "./template-of.ts";
import { TokenStream } from "./token-stream.ts";
import type { Part, Token } from "./tokens.ts";

const DEPTH = 100;

/**
 * A string of Terraform JSON as typed data: text, references, templates, function calls, `$json`. What typed data cannot say
 * (operators, conditions, `for`, splats, directives) and what cannot be read is refused: `hcl/unreadable`, `hcl/too-deep`.
 */
export function readValue(text: string): Value {
  return valueOfParts(new Lexer(text, DEPTH).bare(), DEPTH);
}

/** Parts as a value: one interpolation alone is what it holds, interpolated text is text. */
function valueOfParts(parts: readonly Part[], room: number): Value {
  const values = parts
    .filter((part) => part.kind !== "text" || part.text !== "")
    .map((part) => valueOfPart(part, room));
  const [only] = values;
  if (only === undefined) return "";
  if (values.length === 1) return only;
  return templateOf(values);
}

function valueOfPart(part: Part, room: number): Value {
  if (part.kind === "text") return part.text;
  if (part.kind === "directive") throw unreadable("A directive is no typed value");
  return new ValueReader(part.tokens, room).whole();
}

/** Reads the tokens of one expression. */
class ValueReader {
  private readonly tokens: TokenStream;
  private readonly room: number;

  constructor(tokens: readonly Token[], room: number) {
    if (room < 0) throw tooDeep();
    this.tokens = new TokenStream(tokens);
    this.room = room;
  }

  whole(): Value {
    const value = this.value(this.room);
    this.tokens.end();
    return value;
  }

  private value(room: number): Value {
    if (room < 0) throw tooDeep();
    const token = this.tokens.peek();
    if (token?.kind === "name") return this.named(room);
    if (token?.kind === "number" || token?.kind === "template") {
      this.tokens.at += 1;
      return token.kind === "number" ? Number(token.text) : valueOfParts(token.parts, room - 1);
    }
    if (this.tokens.accept("-")) return this.negative(room);
    if (this.tokens.accept("[")) return this.list("]", room);
    if (this.tokens.accept("{")) return this.object(room);
    if (!this.tokens.accept("(")) throw unreadable("An expression that is no typed value");
    const value = this.tokens.withoutLines(() => this.value(room - 1));
    this.tokens.expect(")");
    return value;
  }

  private negative(room: number): Value {
    const value = this.value(room - 1);
    if (typeof value !== "number") throw unreadable("An operator is no typed value");
    return -value;
  }

  private named(room: number): Value {
    const name = this.tokens.name();
    if (name === "true" || name === "false") return name === "true";
    if (name === "null") return null;
    if (!this.tokens.accept("(")) return { $ref: [name, ...this.steps()].join(".") };
    const args = this.list(")", room);
    if (name !== "jsonencode") return { $fn: { name, args } };
    return { $json: args[0] ?? null };
  }

  private steps(): string[] {
    const steps: string[] = [];
    for (;;) {
      if (this.tokens.accept(".")) steps.push(...this.attribute());
      else if (this.tokens.accept("[")) steps.push(this.index());
      else return steps;
    }
  }

  private attribute(): string[] {
    const token = this.tokens.peek();
    if (token?.kind !== "number") return [this.tokens.name()];
    this.tokens.at += 1;
    return token.text.split(".");
  }

  private index(): string {
    const key = this.tokens.withoutLines(() => this.value(this.room));
    this.tokens.expect("]");
    if (typeof key === "string" || typeof key === "number") return String(key);
    throw unreadable("An index that is not fixed");
  }

  private list(close: string, room: number): Value[] {
    return this.tokens.withoutLines(() => {
      const values: Value[] = [];
      while (!this.tokens.accept(close)) {
        values.push(this.value(room - 1));
        if (this.tokens.accept(",")) continue;
        this.tokens.expect(close);
        break;
      }
      return values;
    });
  }

  /** Items between commas or line ends; a bare name before `=` or `:` is a key as it stands. */
  private object(room: number): Value {
    const outer = this.tokens.keepsLines;
    this.tokens.keepsLines = true;
    const entries: [string, Value][] = [];
    this.tokens.skipLines();
    while (!this.tokens.accept("}")) {
      const key = this.key(room);
      if (!this.tokens.accept("=")) this.tokens.expect(":");
      entries.push([key, this.value(room - 1)]);
      this.tokens.accept(",");
      this.tokens.skipLines();
    }
    this.tokens.keepsLines = outer;
    return Object.fromEntries(entries);
  }

  private key(room: number): string {
    const token = this.tokens.peek();
    if (token?.kind === "name") return this.tokens.name();
    const key = this.value(room - 1);
    if (typeof key === "string" || typeof key === "number") return String(key);
    throw unreadable("A key that is not fixed");
  }
}
