import type { Shape } from "../core/catalogue.ts";
import { numberOf, type Word } from "./words.ts";

interface Span {
  readonly from: number;
  readonly to: number;
}

interface Wanted {
  readonly shape: Shape;
  /** One ordinary word: only a value right beside it counts. */
  readonly isVague: boolean;
}

export interface Stated {
  readonly value: string | number | boolean | readonly string[];
  readonly at: number;
}

const GLUE =
  /^(of|is|to|as|set|being|with|value|be|equal|equals|parameter|attribute|argument|field|should|at|the|a|an|it|both|must|that|are|=)$/;
const YES =
  /^(enable|enabled|true|on|support|supported|enabling|allow|allowed|activate|activated|with|require|required|yes)$/;
const NO = /^(disable|disabled|false|off|without|no|not|disabling|skip)$/;

/** The value that stands beside the words of an argument, of its kind: "retention period of 7", "2 nodes", "versioning enabled". */
export function statedValue(words: readonly Word[], span: Span, wanted: Wanted): Stated | null {
  const kind =
    wanted.shape.kind === "list" || wanted.shape.kind === "set" ? wanted.shape.of.kind : wanted.shape.kind;
  if (kind === "bool") return statedFlag(words, span);
  if (kind === "number") return numberAfter(words, span, wanted) ?? numberBefore(words, span);
  return kind === "string" ? (textAfter(words, span, wanted) ?? textBefore(words, span)) : null;
}

function statedFlag(words: readonly Word[], { from, to }: Span): Stated | null {
  const sentence = words[from]?.sentence;
  const near = [to + 1, to + 2, from - 1, from - 2, to + 3].filter((at) => words[at]?.sentence === sentence);
  const no = near.find((at) => NO.test(words[at]?.lemma ?? ""));
  if (no !== undefined) return { value: false, at: no };
  const yes = near.find((at) => YES.test(words[at]?.lemma ?? ""));
  return yes === undefined ? null : { value: true, at: yes };
}

/** The first word behind the glue. */
function behind(words: readonly Word[], { to }: Span, isVague: boolean): number | null {
  const sentence = words[to]?.sentence;
  const farthest = to + (isVague ? 3 : 5);
  for (let at = to + 1; at <= farthest; at += 1) {
    const word = words[at];
    if (word === undefined || word.sentence !== sentence) return null;
    if (word.isQuoted || !GLUE.test(word.lemma)) return at;
  }
  return null;
}

function numberAfter(words: readonly Word[], span: Span, { isVague }: Wanted): Stated | null {
  const at = behind(words, span, isVague);
  const word = at === null ? undefined : words[at];
  if (at === null || word === undefined) return null;
  const number =
    numberOf(word) ?? (/^\d+(gb|gib|tb|mb)$/i.test(word.text) ? Number.parseInt(word.text, 10) : null);
  return number === null ? null : { value: number, at };
}

function numberBefore(words: readonly Word[], { from }: Span): Stated | null {
  const [before, earlier] = [words[from - 1], words[from - 2]];
  const sentence = words[from]?.sentence;
  const direct = before === undefined || before.sentence !== sentence ? null : numberOf(before);
  if (direct !== null) return { value: direct, at: from - 1 };
  const isUnit = /^(gb|gib|tb|mb|day|minute|second|hour|unit)$/.test(before?.lemma ?? "");
  const number = isUnit && earlier !== undefined && earlier.sentence === sentence ? numberOf(earlier) : null;
  return number === null ? null : { value: number, at: from - 2 };
}

/** A quoted text, or a bare word that no sentence would hold: capitals, digits, dots, dashes. */
function textAfter(words: readonly Word[], span: Span, { shape, isVague }: Wanted): Stated | null {
  const at = behind(words, span, isVague);
  if (at === null || !isLiteral(words[at])) return null;
  const isMany = shape.kind === "list" || shape.kind === "set";
  return { value: isMany ? listFrom(words, at) : literalOf(words[at]), at };
}

/** "the sqlserver-ee engine", "gp3 storage type". */
function textBefore(words: readonly Word[], { from }: Span): Stated | null {
  const before = words[from - 1];
  const isOwn =
    before !== undefined && before.sentence === words[from]?.sentence && !/^\d+$/.test(before.text);
  return isOwn && isLiteral(before) ? { value: literalOf(before), at: from - 1 } : null;
}

function isLiteral(word: Word | undefined): boolean {
  if (word === undefined) return false;
  return (
    word.isQuoted ||
    /^[A-Z][A-Z0-9_]{2,}$|\d.*[.:/-]|[a-z]\.[a-z]|^https?:|^arn:|^\d[\d.]*$|\w-\w|^[a-z]+\d$/.test(word.whole)
  );
}

function literalOf(word: Word | undefined): string {
  return word?.isQuoted === true ? word.text : (word?.whole ?? "");
}

/** `"a", "b" and "c"`: as many as stand in a row. */
function listFrom(words: readonly Word[], from: number): string[] {
  const row: string[] = [];
  for (let at = from; words[at]?.sentence === words[from]?.sentence; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    if (isLiteral(word)) row.push(literalOf(word));
    else if (word.lemma !== "and") break;
  }
  return [...new Set(row)];
}
