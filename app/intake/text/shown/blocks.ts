import { htmlStart, isComplete } from "./html-blocks.ts";

/** How GitHub may read a line: as code, which is shown as written, as HTML, in which Markdown means nothing, or as text. */
export type Reading = "code" | "html" | "text";

/** What a line stands in. */
type Block =
  | { readonly kind: "text"; readonly isOpen: boolean }
  | { readonly kind: "indented" }
  | { readonly kind: "fence"; readonly mark: string; readonly indent: number }
  | { readonly kind: "html"; readonly end: string };

/** Whether a list or a footnote may go on here, so that blanks before a line belong to it. */
interface World {
  readonly block: Block;
  readonly isListed: boolean;
  readonly isBlank: boolean;
}

interface Step {
  readonly reading: Reading;
  readonly after: World;
}

/** Marks of quotes and lists in front of a line. */
const CONTAINERS = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)))*[ \t]*/;
const LISTED = /^[ \t]*(?:>[ \t]*)*(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)|\[\^[^\]]+\]:)/;
const CLOSED = /^ {0,3}(?:#{1,6}(?:[ \t]|$)|(?:[-_*][ \t]*){3,}$)/;
const OPEN: Block = { kind: "text", isOpen: true };
const NOTHING: Block = { kind: "text", isOpen: false };

/** More ways to read a text than these are no reader's: then nothing in the rest of it is shown as written. */
const MOST_WORLDS = 16;

/**
 * Each line as GitHub reads it. Where it depends on what stands around the text, every way is followed: a line is code where it is code in
 * all of them, and HTML where it is that in one.
 */
export function readingsOf(lines: readonly string[]): Reading[] {
  let worlds: readonly World[] = [start()];
  let isLost = false;
  return lines.map((line, at) => {
    const steps = worlds.flatMap((world) => stepsFrom(world, line));
    // The first line may stand behind the command or the mark of a list.
    if (at === 0) steps.push({ reading: "text", after: { ...start(), block: OPEN } });
    worlds = apart(steps.map(({ after }) => after));
    isLost ||= worlds.length > MOST_WORLDS;
    if (isLost) worlds = [start()];
    if (isLost || steps.some(({ reading }) => reading === "html")) return "html";
    return steps.every(({ reading }) => reading === "code") ? "code" : "text";
  });
}

function start(): World {
  return { block: NOTHING, isListed: false, isBlank: false };
}

function apart(worlds: readonly World[]): World[] {
  return [...new Map(worlds.map((world) => [JSON.stringify(world), world])).values()];
}

function stepsFrom(world: World, line: string): Step[] {
  const isBlank = line.replaceAll(/[>\s]/g, "") === "";
  const isListed = isListedAfter(world, line);
  const to = (reading: Reading, block: Block): Step => ({ reading, after: { block, isListed, isBlank } });
  const { block } = world;
  if (block.kind === "fence") return inFence(world, block, { line, to });
  if (block.kind === "html") return inHtml(block, line, to);
  if (isBlank) return [to("text", block.kind === "indented" ? block : NOTHING)];
  const isOpen = block.kind === "text" && block.isOpen;
  if (!isOpen && !world.isListed && indentOf(line) >= 4) return [to("code", { kind: "indented" })];
  return inText({ isOpen, isListed: world.isListed }, line, to);
}

/** A line of nothing but marks of a quote is blank in a quote and not outside one. */
function inHtml(block: Extract<Block, { kind: "html" }>, line: string, to: To): Step[] {
  const goingOn = to("html", block);
  const ended = to("html", NOTHING);
  if (block.end !== "") return [isComplete(block.end, line) ? ended : goingOn];
  if (line.trim() === "") return [ended];
  return line.replaceAll(/[>\s]/g, "") === "" ? [ended, goingOn] : [goingOn];
}

type To = (reading: Reading, block: Block) => Step;

function inFence(
  world: World,
  block: Extract<Block, { kind: "fence" }>,
  { line, to }: { line: string; to: To },
): Step[] {
  const { mark, indent } = block;
  const said = line.trim();
  const isMark = said.startsWith(mark) && said.replaceAll(mark[0] ?? "", "") === "";
  const isClosed = isMark && indentOf(line) <= indent + 3;
  const inside = to("code", isClosed ? NOTHING : block);
  // A line that stands further left than the fence of a list ends the list, and the fence with it.
  if (said === "" || indentOf(line) >= indent) return [inside];
  return [inside, ...stepsFrom({ ...world, block: NOTHING }, line)];
}

interface Around {
  readonly isOpen: boolean;
  readonly isListed: boolean;
}

/** Outside code and HTML, and not blank. Behind the marks of a quote or a list nothing is sure. */
function inText({ isOpen, isListed }: Around, line: string, to: To): Step[] {
  const marks = CONTAINERS.exec(line)?.[0] ?? "";
  const isContained = /\S/.test(marks);
  const rest = line.slice(marks.length);
  const indent = isContained ? marks.length : indentOf(line);
  const text = to("text", closes(line, isOpen) ? NOTHING : OPEN);
  if (!isContained && !isListed && indent > 3) return [text];

  const mark = fenceIn(rest, marks);
  if (mark !== null) {
    const opened = to("code", { kind: "fence", mark, indent });
    return withText({ step: opened, isSure: indent <= 3 }, isContained, text);
  }
  const html = htmlIn(rest, isOpen, to);
  return html === null ? [text] : withText(html, isContained || isListed, text);
}

function withText({ step, isSure }: { step: Step; isSure: boolean }, isWithin: boolean, text: Step): Step[] {
  return isSure && !isWithin ? [step] : [step, text];
}

function closes(line: string, isOpen: boolean): boolean {
  return CLOSED.test(line) || (isOpen && /^ {0,3}-+[ \t]*$/.test(line));
}

/** A fence in a quote ends with the quote, whose lines are never taken for code. */
function fenceIn(rest: string, marks: string): string | null {
  if (marks.includes(">")) return null;
  const [, ticks, waves] = /^(?:(`{3,})[^`]*|(~{3,}).*)$/.exec(rest) ?? [];
  return ticks ?? waves ?? null;
}

function htmlIn(rest: string, isOpen: boolean, to: To): { step: Step; isSure: boolean } | null {
  const html = htmlStart(rest);
  if (html === null) return null;
  const isEnded = html.end !== "" && isComplete(html.end, rest);
  const step = to("html", isEnded ? NOTHING : { kind: "html", end: html.end });
  return { step, isSure: !(html.isWeak && isOpen) };
}

function isListedAfter({ isListed, isBlank }: World, line: string): boolean {
  if (LISTED.test(line)) return true;
  return isListed && !(isBlank && /^\S/.test(line) && !line.startsWith(">"));
}

/** In columns: a tab goes on to the next fourth. */
function indentOf(line: string): number {
  let column = 0;
  for (const unit of line) {
    if (unit === "\t") column += 4 - (column % 4);
    else if (unit === " ") column += 1;
    else break;
  }
  return column;
}
