/** What GitHub takes for a comment or one field of a check run. */
export const GITHUB_LIMIT = 65_535;

/**
 * The Markdown itself when it fits; else its beginning in whole lines, open fences and `<details>` closed, ending with `pointer`,
 * which says where the rest is. Lengths are UTF-8 bytes, the strictest way to count.
 */
export function cutToFit(markdown: string, pointer: string, limit = GITHUB_LIMIT): string {
  if (bytes(markdown) <= limit) return markdown;
  const ending = `\n\n${pointer}`;
  const kept = wholeLines(markdown, limit - bytes(ending));
  return `${kept.text}${kept.closing}${ending}`;
}

/** Cuts Markdown into pages that each fit and together say everything; fences and `<details>` are closed and opened again. */
export function paginate(markdown: string, limit = GITHUB_LIMIT): readonly string[] {
  const pages: string[] = [];
  let rest = markdown;
  while (bytes(rest) > limit) {
    const page = wholeLines(rest, limit);
    pages.push(page.text + page.closing);
    rest = page.opening + page.rest;
  }
  return [...pages, rest];
}

interface Kept {
  readonly text: string;
  /** Closes what the text leaves open. */
  readonly closing: string;
  /** Opens it again on the next page. */
  readonly opening: string;
  readonly rest: string;
}

function wholeLines(markdown: string, limit: number): Kept {
  let open: Open = { fence: null, details: 0 };
  let size = 0;
  let end = 0;
  for (const line of markdown.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const next = afterLine(open, line);
    if (size + bytes(line) + bytes(closingOf(next)) > limit) break;
    open = next;
    size += bytes(line);
    end += line.length;
  }
  // One line that is longer than a page has to be cut inside, between two characters.
  if (end === 0) end = charactersWithin(markdown, limit - bytes(closingOf(open)));
  const opening = openingOf(open);
  return { text: markdown.slice(0, end), closing: closingOf(open), opening, rest: markdown.slice(end) };
}

interface Open {
  /** The line that opened the fence. */
  readonly fence: string | null;
  readonly details: number;
}

function afterLine(open: Open, line: string): Open {
  const fence = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
  if (open.fence !== null) {
    const mark = /^ {0,3}(`+|~+)/.exec(open.fence)?.[1] ?? "";
    const closes = fence?.startsWith(mark) === true && line.trim() === fence;
    return closes ? { ...open, fence: null } : open;
  }
  if (fence !== undefined) return { ...open, fence: line.trimEnd() };
  const opened = line.match(/<details\b/g)?.length ?? 0;
  const closed = line.match(/<\/details>/g)?.length ?? 0;
  return { ...open, details: Math.max(0, open.details + opened - closed) };
}

function closingOf({ fence, details }: Open): string {
  const mark = fence === null ? "" : `\n${/^ {0,3}(`+|~+)/.exec(fence)?.[1] ?? ""}`;
  return mark + "\n</details>".repeat(details);
}

function openingOf({ fence, details }: Open): string {
  return `${"<details>\n\n".repeat(details)}${fence === null ? "" : `${fence}\n`}`;
}

function charactersWithin(text: string, limit: number): number {
  let size = 0;
  let end = 0;
  for (const character of text) {
    size += bytes(character);
    if (size > limit) break;
    end += character.length;
  }
  return Math.max(end, 1);
}

function bytes(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
