import { labelOf } from "./definitions.ts";
import { finder, matchAt } from "./finder.ts";
import { type Piece, TARGET, type Unseen } from "./unrendered.ts";

interface Opener {
  readonly at: number;
  readonly isImage: boolean;
}

export interface LinkReader {
  open(opener: Opener): void;
  /** What the bracket that closes here makes of the one that opened it. */
  close(at: number): { readonly end: number; readonly unseen: readonly Unseen[] };
  /** Where a paragraph ends, no bracket goes on. */
  forget(): void;
}

const BLANKS = String.raw`(?:[ \t]|\n(?:[ \t]*>)*)`;
const OPENING = new RegExp(String.raw`\(${BLANKS}*`, "y");
const POINTED = /<(?:[^<>\n\\]|\\.)*>/y;
const TITLE = new RegExp(
  String.raw`${BLANKS}+(?:"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|\((?:[^()\\]|\\[\s\S])*\))`,
  "y",
);
const CLOSING = new RegExp(String.raw`${BLANKS}*\)`, "y");
const REFERENCE = /\[([^\]\n]{0,999})\]/y;

/** GitHub follows no more parentheses in a target than these. */
const DEEPEST = 32;

/** Images go, links keep their words: a target can carry data and nobody reads it. `defined` are the labels that lead somewhere. */
export function linkReader(text: string, defined: ReadonlySet<string>): LinkReader {
  let openers: Opener[] = [];
  // A link holds no link: those that were open before one was closed make none.
  let inactive = 0;
  const targetEnd = targetReader(text);
  const referenceEnd = (words: string, at: number, isImage: boolean) => {
    const label = matchAt(REFERENCE, text, at)?.[1];
    const isDefined = defined.has(labelOf(label === undefined || label === "" ? words : label));
    if (label !== undefined && (isImage || isDefined)) return REFERENCE.lastIndex;
    return isImage && isDefined ? at : null;
  };
  return {
    open: (opener) => void openers.push(opener),
    forget() {
      openers = [];
      inactive = 0;
    },
    close(at) {
      const opener = openers.pop();
      const isOpen = opener?.isImage === true || openers.length >= inactive;
      inactive = Math.min(inactive, openers.length);
      if (opener === undefined || !isOpen) return { end: at + 1, unseen: [] };
      const words = text.slice(opener.at + 1, Math.min(at, opener.at + 1001));
      const end = targetEnd(at + 1) ?? referenceEnd(words, at + 1, opener.isImage);
      if (end === null) return { end: at + 1, unseen: [] };
      if (!opener.isImage) inactive = openers.length;
      return { end, unseen: unseenOf(opener, at, end) };
    },
  };
}

function unseenOf({ at, isImage }: Opener, close: number, end: number): Unseen[] {
  if (isImage) return [{ start: at - 1, end, becomes: "", kind: TARGET }];
  return [
    { start: at, end: at + 1, becomes: "", kind: null },
    { start: close, end, becomes: "", kind: TARGET },
  ];
}

/** Where a target in parentheses ends, as Markdown has it or else on the same line; null where none begins. */
function targetReader(text: string): (at: number) => Piece["end"] | null {
  const [closing, line] = [finder(text, ")"), finder(text, "\n")];
  return (at) => {
    if (text[at] !== "(") return null;
    const strict = strictEnd(text, at);
    if (strict !== null && !/\n[ \t]*\n/.test(text.slice(at, strict))) return strict;
    const end = closing(at);
    return end < Math.min(line(at), text.length) ? end + 1 : null;
  };
}

function strictEnd(text: string, at: number): number | null {
  matchAt(OPENING, text, at);
  const begun = OPENING.lastIndex;
  const target = matchAt(POINTED, text, begun) === null ? bareEnd(text, begun) : POINTED.lastIndex;
  if (target === null) return null;
  const title = matchAt(TITLE, text, target) === null ? target : TITLE.lastIndex;
  return matchAt(CLOSING, text, title) === null ? null : CLOSING.lastIndex;
}

/** A target without blanks, its parentheses in pairs. */
function bareEnd(text: string, from: number): number | null {
  const marks = /\\[()]|[\s()]|$/g;
  marks.lastIndex = from;
  let depth = 0;
  for (let found = marks.exec(text); found !== null && depth <= DEEPEST; found = marks.exec(text)) {
    const step = STEPS[found[0]] ?? -DEEPEST - 1;
    if (depth + step < 0) return found.index;
    depth += step;
  }
  return null;
}

/** What a mark does to the depth; blanks and the end of the text leave it. */
const STEPS: Readonly<Record<string, number>> = { "(": 1, ")": -1, "\\(": 0, "\\)": 0 };
