import { matchAt } from "./finder.ts";
import type { Sheet } from "./sheet.ts";

/** A stretch of whole lines that says something under a label. */
export interface Definition {
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

/** Marks of quotes and lists may stand in front. */
const FRONT = /(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*/y;
const LABEL = /\[((?:[^[\]\\]|\\[\s\S]){1,999})\]:/y;
const BLANKS = String.raw`(?:[ \t]|\n(?:[ \t]*>)*)`;
const LINK = new RegExp(
  String.raw`${BLANKS}*(?:<(?:[^<>\n\\]|\\.)*>|[^\s<]\S*)(?:${BLANKS}+(?:"(?:[^"\\\n]|\\.|\n(?![ \t]*\n))*"|'(?:[^'\\\n]|\\.|\n(?![ \t]*\n))*'|\((?:[^()\\\n]|\\.|\n(?![ \t]*\n))*\)))?[ \t]*(?=\n|$)`,
  "y",
);
/** What begins like an address is taken for one, whatever stands behind it. */
const ADDRESS = /[ \t]*[^\s:/.#<]*[:/.#<][^\n]*/y;

/** Definitions of links: their label, target and title are shown nowhere. */
export function linkDefinitions(sheet: Sheet): Definition[] {
  return labelled(sheet).flatMap(({ label, start, after }) => {
    if (label.startsWith("^")) return [];
    const strict = matchAt(LINK, sheet.text, after) === null ? after : LINK.lastIndex;
    const loose = matchAt(ADDRESS, sheet.text, after) === null ? after : ADDRESS.lastIndex;
    const end = Math.max(strict, loose);
    return end === after ? [] : [{ label: labelOf(label), start, end }];
  });
}

/** Footnotes, with the lines that go on with them. They are shown where something refers to them. */
export function footnotes(sheet: Sheet): Definition[] {
  const { text, starts, lineAt } = sheet;
  return labelled(sheet).flatMap(({ label, start }) => {
    if (!label.startsWith("^")) return [];
    const last = lastOfNote(sheet, lineAt(start));
    return [{ label: labelOf(label), start, end: (starts[last + 1] ?? text.length + 1) - 1 }];
  });
}

/** A label as GitHub compares it. */
export function labelOf(label: string): string {
  return label.trim().replaceAll(/\s+/g, " ").toLowerCase();
}

function labelled({ text, starts, readings }: Sheet) {
  return starts.flatMap((line, at) => {
    if (readings[at] === "code") return [];
    matchAt(FRONT, text, line);
    const start = FRONT.lastIndex;
    const [, label] = matchAt(LABEL, text, start) ?? [];
    return label === undefined ? [] : [{ label, start, after: LABEL.lastIndex }];
  });
}

/** Up to a blank line, and beyond it as far as lines are indented. */
function lastOfNote({ text, starts }: Sheet, first: number): number {
  const lineOf = (at: number) => text.slice(starts[at], (starts[at + 1] ?? text.length + 1) - 1);
  let last = first;
  let isBlank = false;
  for (let at = first + 1; at < starts.length; at += 1) {
    const line = lineOf(at);
    const isEmpty = line.trim() === "";
    if (!isEmpty && ((isBlank && !/^(?: {4}|\t)/.test(line)) || /^ {0,3}\[\^/.test(line))) break;
    if (!isEmpty) last = at;
    isBlank = isEmpty;
  }
  return last;
}
