import { tooDeep, unreadable } from "./refusal.ts";
import type { Part, Token } from "./tokens.ts";

const BLANK = /(?:[ \t]+|(?:#|\/\/)[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const NEWLINE = /\r?\n/y;
const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const MARK = /\.\.\.|::|=>|==|!=|<=|>=|&&|\|\||[-+*/%!<>=?:.,()[\]{}]/y;
const HEREDOC = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;
const CLOSE = /~?\}/y;
const ESCAPE = /\\(?:[nrt"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})/y;
/** Where literal text may end: at a sequence everywhere, and at what ends this kind of template. */
const STOPS = { bare: /[$%]\{/g, quoted: /["\\\r\n]|[$%]\{/g, heredoc: /\n|[$%]\{/g };

const CONTROL: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** Reads the characters of one Terraform string into parts; `depth` counts open brackets and templates together. */
export class Lexer {
  private at = 0;
  private depth = 0;
  deepest = 0;
  private readonly text: string;
  private readonly limit: number;

  constructor(text: string, limit: number) {
    this.text = text;
    this.limit = limit;
  }

  /** The whole text as a bare template. */
  bare(): readonly Part[] {
    const parts: Part[] = [];
    while (this.untilStop("bare", parts) !== null);
    parts.push({ kind: "text", text: this.text.slice(this.at) });
    return parts;
  }

  /** The whole text as one expression. */
  expression(): readonly Token[] {
    const tokens = this.tokens();
    if (this.at < this.text.length) throw unreadable("An unexpected `}`", this.at);
    return tokens;
  }

  /** Literal text up to the next stop; a sequence is read with it. Null where no stop is left. */
  private untilStop(where: keyof typeof STOPS, parts: Part[]): string | null {
    const stops = STOPS[where];
    stops.lastIndex = this.at;
    const found = stops.exec(this.text);
    if (found === null) return null;
    const from = this.at;
    this.at = found.index;
    if (found[0].length === 2) this.sequenceOrEscape(from, parts);
    else parts.push({ kind: "text", text: this.text.slice(from, this.at) });
    return found[0];
  }

  /** A run of one sign before a brace opens a sequence; a run of more is an escape that stands for one sign less. */
  private sequenceOrEscape(from: number, parts: Part[]): void {
    const sign = this.text.charAt(this.at);
    const isEscaped = this.at > from && this.text.charAt(this.at - 1) === sign;
    parts.push({ kind: "text", text: this.text.slice(from, this.at) });
    this.at += 2;
    if (isEscaped) parts.push({ kind: "text", text: "{" });
    else parts.push(this.sequence(sign === "$" ? "interpolation" : "directive"));
  }

  private sequence(kind: "interpolation" | "directive"): Part {
    if (this.text[this.at] === "~") this.at += 1;
    this.enter();
    const tokens = this.tokens();
    if (this.take(CLOSE) === null) throw unreadable("A sequence that is not closed", this.at);
    this.depth -= 1;
    return { kind, tokens };
  }

  /** Tokens up to the closing brace of the sequence, or to the end. */
  private tokens(): readonly Token[] {
    const tokens: Token[] = [];
    const open: string[] = [];
    for (;;) {
      this.take(BLANK);
      if (this.text.startsWith("/*", this.at)) throw unreadable("A comment that is not closed", this.at);
      if (this.at >= this.text.length || (open.length === 0 && this.sees(CLOSE))) break;
      const token = this.token();
      tokens.push(token);
      if (token.kind === "mark") this.balance(token.text, open);
    }
    if (open.length > 0) throw unreadable("A bracket that is not closed", this.at);
    return tokens;
  }

  private balance(mark: string, open: string[]): void {
    const closing = { "(": ")", "[": "]", "{": "}" }[mark];
    if (closing !== undefined) {
      this.enter();
      open.push(closing);
    } else if (mark === ")" || mark === "]" || mark === "}") {
      if (open.pop() !== mark) throw unreadable(`An unexpected \`${mark}\``, this.at - 1);
      this.depth -= 1;
    }
  }

  private token(): Token {
    if (this.take(NEWLINE) !== null) return { kind: "newline" };
    if (this.text[this.at] === '"') return this.quoted();
    const heredoc = this.take(HEREDOC);
    if (heredoc !== null) return this.heredoc(heredoc[2] ?? "");
    const name = this.take(NAME);
    if (name !== null) return { kind: "name", text: name[0] };
    const number = this.take(NUMBER);
    if (number !== null) return { kind: "number", text: number[0] };
    const mark = this.take(MARK);
    if (mark !== null) return { kind: "mark", text: mark[0] };
    throw unreadable("A character that no expression has", this.at);
  }

  private quoted(): Token {
    this.at += 1;
    this.enter();
    const parts: Part[] = [];
    for (;;) {
      const stop = this.untilStop("quoted", parts);
      if (stop === null) throw unreadable("A quoted string that is not closed", this.at);
      if (stop === '"') break;
      if (stop.length === 1) parts.push(this.escape());
    }
    this.at += 1;
    this.depth -= 1;
    return { kind: "template", parts };
  }

  private escape(): Part {
    const found = this.take(ESCAPE);
    if (found === null) throw unreadable("An escape that HCL does not know", this.at);
    const sign = found[0].slice(1);
    const control = CONTROL[sign];
    if (control !== undefined) return { kind: "text", text: control };
    const point = Number.parseInt(sign.slice(1), 16);
    if (point > 0x10ffff) throw unreadable("An escape beyond Unicode", this.at);
    return { kind: "text", text: String.fromCodePoint(point) };
  }

  /** Lines up to the marker alone on its line; a line that only begins with the marker could be read either way. */
  private heredoc(marker: string): Token {
    this.enter();
    const parts: Part[] = [];
    while (!this.heredocEnds(marker)) {
      let stop = this.untilStop("heredoc", parts);
      while (stop !== "\n" && stop !== null) stop = this.untilStop("heredoc", parts);
      parts.push({ kind: "text", text: "\n" });
      this.at += 1;
    }
    this.depth -= 1;
    return { kind: "template", parts };
  }

  private heredocEnds(marker: string): boolean {
    const feed = this.text.indexOf("\n", this.at);
    const end = feed === -1 ? this.text.length : feed;
    const line = this.text.slice(this.at, end).trim();
    if (line !== marker) {
      if (feed === -1 || line.startsWith(marker)) throw unreadable("A heredoc without a clear end", this.at);
      return false;
    }
    this.at = this.text.charAt(end - 1) === "\r" ? end - 1 : end;
    return true;
  }

  private enter(): void {
    this.depth += 1;
    this.deepest = Math.max(this.deepest, this.depth);
    if (this.depth > this.limit) throw tooDeep();
  }

  private sees(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found !== null) this.at = pattern.lastIndex;
    return found;
  }
}
