import { invisibleIn } from "#shared/hygiene/invisible.ts";
import { finder, matchAt } from "./finder.ts";
import { elementEnd, tagAt, treatmentOf } from "./tags.ts";

/** A stretch that GitHub does not show, and what kind it is called; `null` belongs to one that is named beside it. */
export interface Unseen {
  readonly start: number;
  readonly end: number;
  readonly becomes: string;
  readonly kind: string | null;
}

/** What stands at one place: where to read on, and what of it nobody sees. */
export interface Piece {
  readonly end: number;
  readonly unseen: Unseen | null;
}

export const TARGET = "image or link target";
const COMMENT = "hidden HTML comment";
const HIDDEN = "hidden HTML";
const TAG = "HTML tag or attribute that is not shown";

const AUTOLINK =
  /<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)>/y;

/** Reads what begins with `<`; null where that is only a sign. */
export function markupReader(text: string): (at: number, isHtml: boolean) => Piece | null {
  const [closed, closedAlike, next] = [finder(text, "-->"), finder(text, "--!>"), finder(text, ">")];
  const [instructed, sectioned] = [finder(text, "?>"), finder(text, "]]>")];

  /** A browser hides a comment to its end, and an open one hides the rest. */
  const commentEnd = (at: number) => {
    const short = matchAt(/<!--(?:>|->)/y, text, at)?.[0];
    if (short !== undefined) return at + short.length;
    const [end, alike] = [closed(at + 4), closedAlike(at + 4)];
    return Math.min(text.length, end <= alike ? end + 3 : alike + 4);
  };
  /** An instruction, a section, a declaration, and in HTML whatever else a browser takes for a comment. */
  const oddEnd = (at: number, isHtml: boolean) => {
    const ends: readonly (readonly [RegExp, (from: number) => number, number])[] = [
      [/<\?/y, instructed, 2],
      [/<!\[CDATA\[/y, sectioned, 3],
      [isHtml ? /<!|<\/(?![A-Za-z])/y : /<![A-Za-z]/y, next, 1],
    ];
    const [, end, length] = ends.find(([form]) => matchAt(form, text, at) !== null) ?? [];
    if (end === undefined || length === undefined) return null;
    const found = end(at);
    if (found < text.length) return found + length;
    return isHtml ? text.length : null;
  };

  return (at, isHtml) => {
    if (text.startsWith("<!--", at)) return piece(COMMENT, at, commentEnd(at));
    const odd = oddEnd(at, isHtml);
    if (odd !== null) return piece(HIDDEN, at, odd);
    const link = isHtml ? null : matchAt(AUTOLINK, text, at);
    if (link !== null) return { end: at + link[0].length, unseen: null };
    return tagPiece(text, at, isHtml);
  };
}

function tagPiece(text: string, at: number, isHtml: boolean): Piece | null {
  const tag = tagAt(text, at, isHtml);
  if (tag === null) return null;
  const { name, isClosing, end } = tag;
  switch (treatmentOf(tag)) {
    case "typed":
      return null;
    case "bare":
      return { end, unseen: null };
    case "picture":
      return piece(TARGET, at, end);
    case "hiding":
      return piece(HIDDEN, at, elementEnd(text, tag));
    case "dressed":
      return { end, unseen: { start: at, end, becomes: isClosing ? `</${name}>` : `<${name}>`, kind: TAG } };
    case "dropped":
      return piece(TAG, at, end);
  }
}

function piece(kind: string, start: number, end: number): Piece {
  return { end, unseen: { start, end, becomes: "", kind } };
}

/** Names of characters that nobody sees. */
const NAMED =
  /^(?:shy|zwn?j|[lr]rm|NoBreak|ZeroWidthSpace|Negative(?:Very)?Th(?:in|ick)Space|NegativeMediumSpace|ApplyFunction|af|InvisibleTimes|it|InvisibleComma|ic)$/;

/** Reads a character that is written by its number or its name; null where it is seen. */
export function invisibleEntity(text: string, at: number, isHtml: boolean): Piece | null {
  const form = isHtml
    ? /&(?:#(\d{1,8});?|#[xX]([0-9A-Fa-f]{1,7});?|(\w{2,31});)/y
    : /&(?:#(\d{1,7});|#[xX]([0-9A-Fa-f]{1,6});|(\w{2,31});)/y;
  const found = matchAt(form, text, at);
  if (found === null) return null;
  const [all, decimal, hexadecimal, name] = found;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? "0", 16) : Number(decimal);
  const isSeen = code === 0 || code > 0x10ffff || invisibleIn(String.fromCodePoint(code)).length === 0;
  const isUnseen = name === undefined ? !isSeen : NAMED.test(name);
  return isUnseen ? piece("invisible character", at, at + all.length) : null;
}
