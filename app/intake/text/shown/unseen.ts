import { type Definition, footnotes, labelOf, linkDefinitions } from "./definitions.ts";
import { matchAt } from "./finder.ts";
import { linkReader } from "./links.ts";
import { type Sheet, sheetOf } from "./sheet.ts";
import { invisibleEntity, markupReader, type Piece, TARGET, type Unseen } from "./unrendered.ts";

/** A mention of a footnote. */
interface Mention {
  readonly at: number;
  readonly label: string;
}

/**
 * What somebody wrote and GitHub does not show: comments, tags and their attributes, targets and titles of links, images, definitions, footnotes
 * that nothing refers to, and characters written by their number. What is shown as code is left. In doubt it is hidden.
 */
export function unseenIn(text: string): Unseen[] {
  const plain = sheetOf(text);
  const definitions = linkDefinitions(plain);
  const notes = footnotes(plain);
  const edges = [...definitions, ...notes].flatMap(({ start, end }) => [start, end]);
  const labels = new Set(definitions.map(({ label }) => label));
  const { unseen, mentions } = read({ ...plain, ...sheetOf(text, edges) }, labels);
  const all = merged([...unseen, ...definitions.map((one) => wholly(one, TARGET))]);
  const mentioned = labelsSeen(mentions, merged([...all, ...notes.map((one) => wholly(one, ""))]));
  const loose = notes.filter(({ label }) => !mentioned.has(label));
  return merged([...all, ...loose.map((one) => wholly(one, "footnote that nothing refers to"))]);
}

function wholly({ start, end }: Definition, kind: string): Unseen {
  return { start, end, becomes: "", kind };
}

/** Labels that are mentioned outside these stretches; both come in order. */
function labelsSeen(mentions: readonly Mention[], hidden: readonly Unseen[]): Set<string> {
  let next = 0;
  const seen = mentions.filter(({ at }) => {
    while ((hidden[next]?.end ?? Number.POSITIVE_INFINITY) <= at) next += 1;
    return at < (hidden[next]?.start ?? Number.POSITIVE_INFINITY);
  });
  return new Set(seen.map(({ label }) => label));
}

/** Reads a text from its beginning to its end: whatever begins first holds what begins within. */
function read(sheet: Sheet, labels: ReadonlySet<string>): { unseen: Unseen[]; mentions: Mention[] } {
  const { text, starts, readings } = sheet;
  const unseen: Unseen[] = [];
  const mentions: Mention[] = [];
  const links = linkReader(text, labels);
  const markup = markupReader(text);
  const take = (piece: Piece | null, at: number) => {
    if (piece?.unseen) unseen.push(piece.unseen);
    return piece?.end ?? at + 1;
  };
  const readers: Readers = {
    "\\": (at, isHtml) => (!isHtml && /[!-/:-@[-`{-~]/.test(text[at + 1] ?? "") ? at + 2 : at + 1),
    "`": (at, isHtml) => {
      const length = matchAt(/`+/y, text, at)?.[0].length ?? 1;
      return (isHtml ? null : sheet.spanEnd(at, length)) ?? at + length;
    },
    "<": (at, isHtml) => take(markup(at, isHtml), at),
    "&": (at, isHtml) => take(invisibleEntity(text, at, isHtml), at),
    "!": (at) => {
      if (text[at + 1] !== "[") return at + 1;
      links.open({ at: at + 1, isImage: true });
      return at + 2;
    },
    "[": (at, isHtml) => {
      const label = isHtml ? undefined : matchAt(/\[(\^[^\]\n]{1,998})\]/y, text, at)?.[1];
      if (label !== undefined) mentions.push({ at, label: labelOf(label) });
      links.open({ at, isImage: false });
      return at + 1;
    },
    "]": (at) => {
      const closed = links.close(at);
      unseen.push(...closed.unseen);
      return closed.end;
    },
    "\n": (at) => {
      const line = sheet.lineAt(at + 1);
      const next = starts[line + 1] ?? text.length + 1;
      if (readings[line] === "code" || text.slice(at + 1, next).trim() === "") links.forget();
      return at + 1;
    },
  };
  readAll(sheet, readers);
  return { unseen, mentions };
}

type Readers = Readonly<Record<string, (at: number, isHtml: boolean) => number>>;

/** Each reader gets its mark where that is not code, and says where to read on. */
function readAll({ text, starts, readings, lineAt }: Sheet, readers: Readers): void {
  const marks = /[\\`<&![\]\n]/g;
  for (let found = marks.exec(text); found !== null; found = marks.exec(text)) {
    const line = lineAt(found.index);
    const isCode = readings[line] === "code" && found[0] !== "\n";
    marks.lastIndex = isCode
      ? (starts[line + 1] ?? text.length + 1) - 1
      : (readers[found[0]]?.(found.index, readings[line] === "html") ?? marks.lastIndex);
  }
}

/** In order, one for what overlaps; what begins first gives it its name. */
function merged(all: readonly Unseen[]): Unseen[] {
  const kept: Unseen[] = [];
  for (const next of all.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const last = kept.at(-1);
    if (last === undefined || next.start >= last.end) kept.push(next);
    else if (next.end > last.end)
      kept[kept.length - 1] = { ...last, end: next.end, kind: last.kind ?? next.kind };
  }
  return kept;
}
