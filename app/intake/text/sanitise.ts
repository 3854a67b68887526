import { cut, type Traced, traced } from "#shared/hygiene/traced.ts";
import { REMOVALS, type Removal } from "./removals.ts";

export interface CleanRequest {
  readonly text: string;
  /** What was taken out, how often and where, in words for the people; the removed text itself is never repeated. */
  readonly stripped: readonly string[];
}

/** What hides things in things deeper than this says nothing that anybody could read. */
const DEEPEST = 20;

/**
 * What a person can read in a request, and nothing else: hidden comments, invisible characters, link targets, images and pasted secrets are
 * taken out until none is left, since taking one out may put another together. Nothing is left of what does not come to an end.
 */
export function sanitiseRequest(raw: string): CleanRequest {
  const found: Found = new Map();
  let rest = trimmed(traced(raw.replaceAll(/\r\n?/g, "\n")));
  for (let pass = 0; pass < DEEPEST; pass += 1) {
    const next = trimmed(REMOVALS.reduce((text, removal) => without(text, removal, found), rest));
    if (next.text === rest.text) return { text: rest.text, stripped: inWords(found) };
    rest = next;
  }
  return { text: "", stripped: inWords(found) };
}

/** Several texts of one comment; what is taken out says of which, by the name that each has among the others. */
export function sanitiseAll(texts: readonly string[], named: (at: number) => string) {
  const clean = texts.map(sanitiseRequest);
  const stripped = clean.flatMap((one, at) =>
    one.stripped.map((what) => (texts.length > 1 ? `in ${named(at)}: ${what}` : what)),
  );
  return { texts: clean.map(({ text }) => text), stripped };
}

/** Lines by kind, one entry for each that was found. */
type Found = Map<string, number[]>;

function without(text: Traced, removal: Removal, found: Found): Traced {
  const cuts = removal(text.text);
  for (const { kind, start } of cuts) {
    if (kind === null) continue;
    const lines = found.get(kind) ?? [];
    lines.push(text.lines[start] ?? 1);
    found.set(kind, lines);
  }
  return cut(text, cuts);
}

function trimmed(text: Traced): Traced {
  const inner = text.text.trim();
  const start = inner === "" ? 0 : text.text.indexOf(inner);
  return { text: inner, lines: text.lines.slice(start, start + inner.length) };
}

/** More lines than these are not listed. */
const LISTED = 5;

function inWords(found: Found): string[] {
  return [...found].map(([kind, all]) => {
    const lines = [...new Set(all)].sort((one, other) => one - other);
    const listed = lines.length > LISTED ? [...lines.slice(0, LISTED), "…"] : lines;
    return `${all.length} × ${kind} (line${lines.length > 1 ? "s" : ""} ${listed.join(", ")})`;
  });
}
