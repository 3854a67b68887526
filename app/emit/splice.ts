/** Replaces `[start, end)` of a text; everything outside stays byte for byte. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** All splices at once, by positions of the original text; inserted lines take the file's own line ends. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const last = [...splices].sort((left, right) => right.start - left.start || right.end - left.end);
  return last.reduce((rest, splice) => {
    const inserted = newline === "\n" ? splice.text : splice.text.replaceAll("\n", newline);
    return rest.slice(0, splice.start) + inserted + rest.slice(splice.end);
  }, text);
}

/** From the first character of the line on which `position` lies. */
export function lineStart(text: string, position: number): number {
  return text.lastIndexOf("\n", position - 1) + 1;
}

/** Just behind the line end that follows `position`. */
export function nextLine(text: string, position: number): number {
  const end = text.indexOf("\n", position);
  return end < 0 ? text.length : end + 1;
}

export function indentAt(text: string, position: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, position)))?.[0] ?? "";
}
