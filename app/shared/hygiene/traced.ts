/** A text whose every UTF-16 unit remembers the line that it was written on, so that what is taken out later can be placed. */
export interface Traced {
  readonly text: string;
  readonly lines: Uint32Array;
}

/** Lines are counted from 1 and end as Git and GitHub end them: `\n`, or `\r\n`. */
export function traced(text: string): Traced {
  const lines = new Uint32Array(text.length);
  let line = 1;
  for (let at = 0; at < text.length; at += 1) {
    lines[at] = line;
    if (text[at] === "\n") line += 1;
  }
  return { text, lines };
}

/** One stretch of a text that becomes something else; what it becomes stands where it stood. */
export interface Cut {
  readonly start: number;
  readonly end: number;
  readonly becomes: string;
}

/** The text with these stretches changed; they come in order and do not overlap. */
export function cut(from: Traced, cuts: readonly Cut[]): Traced {
  if (cuts.length === 0) return from;
  const pieces: string[] = [];
  const lines: Uint32Array[] = [];
  let at = 0;
  for (const { start, end, becomes } of cuts) {
    pieces.push(from.text.slice(at, start), becomes);
    lines.push(from.lines.subarray(at, start), new Uint32Array(becomes.length).fill(from.lines[start] ?? 1));
    at = end;
  }
  pieces.push(from.text.slice(at));
  lines.push(from.lines.subarray(at));
  const text = pieces.join("");
  const all = new Uint32Array(text.length);
  let filled = 0;
  for (const part of lines) {
    all.set(part, filled);
    filled += part.length;
  }
  return { text, lines: all };
}
