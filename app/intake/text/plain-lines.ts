/** Block elements hide or quote what stands in them; a void or an inline element does not. */
const ELEMENT =
  /<(\/?)(?:details|summary|pre|div|table|blockquote|ul|ol|p|template|script|style|textarea|svg|math)\b/gi;

interface State {
  /** The mark that opened the fence we are in. */
  readonly fence: string;
  readonly isComment: boolean;
  /** Elements that are open. */
  readonly depth: number;
}

/** For each line whether it is plain text: outside fences, quotes, HTML and HTML comments. What stays open hides the rest. */
export function plainLines(lines: readonly string[]): boolean[] {
  let state: State = { fence: "", isComment: false, depth: 0 };
  return lines.map((line) => {
    const isOutside = state.fence === "" && !state.isComment && state.depth === 0;
    const isPlain = isOutside && markOf(line) === "" && !/^ {0,3}[><]/.test(line);
    state = after(line, state);
    return isPlain;
  });
}

function after(line: string, state: State): State {
  const mark = markOf(line);
  if (state.fence !== "") {
    const isClosed = mark.startsWith(state.fence) && line.trim() === mark;
    return isClosed ? { ...state, fence: "" } : state;
  }
  if (mark !== "" && !state.isComment) return { ...state, fence: mark };
  const last = [...line.matchAll(/<!--|-->/g)].at(-1)?.[0];
  const isComment = last === undefined ? state.isComment : last === "<!--";
  return { ...state, isComment, depth: isComment ? state.depth : depthAfter(line, state.depth) };
}

function markOf(line: string): string {
  return /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? "";
}

function depthAfter(line: string, depth: number): number {
  const elements = [...line.replaceAll(/`[^`]*`/g, "").matchAll(ELEMENT)];
  return elements.reduce((sum, [, slash]) => Math.max(0, sum + (slash === "" ? 1 : -1)), depth);
}
