import type { Finding } from "../../core/finding.ts";
import type { Json, JsonObject } from "../../core/json.ts";
import { deny } from "./denial.ts";

const BLANK = /[ \t\r\n]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON strings are defined by the control characters they may not hold.
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /true|false|null/y;
/** Names that plain JavaScript objects answer to, so that an allow-list kept carelessly would say yes. */
const PROTOTYPE_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/** Reads strict JSON into objects without a prototype, and notes the keys that two readers could understand differently. */
export class JsonReader {
  readonly denials: Finding[] = [];
  private at = 0;
  private stopped = false;
  private readonly path: string[] = [];
  private readonly text: string;
  private readonly maxDepth: number;

  constructor(text: string, maxDepth: number) {
    this.text = text;
    this.maxDepth = maxDepth;
  }

  /** The one value of the text; undefined where it is refused, with the denial noted. */
  document(): Json | undefined {
    const value = this.value();
    if (!this.stopped && this.at < this.text.length) this.refuse("Something follows the JSON value");
    return this.stopped ? undefined : value;
  }

  private value(): Json {
    this.take(BLANK);
    const first = this.text[this.at];
    let value: Json;
    if (first === "{") value = this.nested(() => this.object());
    else if (first === "[") value = this.nested(() => this.array());
    else if (first === '"') value = this.string();
    else value = this.scalar();
    this.take(BLANK);
    return value;
  }

  private nested<T extends Json>(read: () => T): Json {
    if (this.path.length >= this.maxDepth) {
      this.stop(deny("too-deep", this.where(), `The document nests deeper than ${this.maxDepth} levels.`));
      return null;
    }
    this.at += 1;
    return read();
  }

  private array(): Json[] {
    const values: Json[] = [];
    this.members("]", () => {
      this.path.push(String(values.length));
      values.push(this.value());
      this.path.pop();
    });
    return values;
  }

  private object(): JsonObject {
    const object = Object.create(null) as JsonObject;
    this.members("}", () => this.member(object));
    return object;
  }

  private member(object: JsonObject): void {
    this.take(BLANK);
    const key = this.text[this.at] === '"' ? this.string() : this.refuse("A key is missing");
    this.take(BLANK);
    if (this.text[this.at] !== ":") this.refuse("A colon is missing");
    if (this.stopped) return;
    this.at += 1;
    this.path.push(key);
    if (key in object)
      this.denials.push(
        deny("duplicate-key", this.where(), `The key ${key} is given twice: Terraform merges both.`),
      );
    if (PROTOTYPE_KEYS.has(key))
      this.denials.push(deny("prototype-key", this.where(), `The key ${key} names an object's prototype.`));
    object[key] = this.value();
    this.path.pop();
  }

  /** Members between commas up to `close`, which is read too. */
  private members(close: string, read: () => void): void {
    this.take(BLANK);
    if (this.text[this.at] === close) {
      this.at += 1;
      return;
    }
    for (;;) {
      read();
      if (this.stopped) return;
      const next = this.text[this.at];
      if (next !== "," && next !== close) this.refuse("A comma or a bracket is missing");
      this.at += 1;
      if (next !== ",") return;
    }
  }

  private string(): string {
    const start = this.at;
    this.at += 1;
    do this.take(PLAIN);
    while (this.take(ESCAPE) !== "");
    if (this.text[this.at] !== '"') {
      return this.refuse("A string is not closed or holds what JSON forbids");
    }
    this.at += 1;
    const text = String(JSON.parse(this.text.slice(start, this.at)));
    if (!text.isWellFormed()) this.refuse("A string holds half a surrogate pair");
    return text;
  }

  private scalar(): Json {
    const written = this.take(NUMBER) || this.take(WORD);
    if (written !== "") return JSON.parse(written) as Json;
    this.refuse("A value is missing");
    return null;
  }

  private refuse(what: string): string {
    this.stop(deny("json-invalid", this.where(), `${what} at character ${this.at + 1}.`));
    return "";
  }

  /** Nothing after this has a meaning; only the first refusal is noted. */
  private stop(denial: Finding): void {
    if (!this.stopped) this.denials.push(denial);
    this.stopped = true;
    this.at = this.text.length;
  }

  private where(): { path: string } {
    return { path: this.path.join(".") };
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    return found;
  }
}
