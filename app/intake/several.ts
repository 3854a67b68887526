import { plainLines } from "./text/plain-lines.ts";

const ITEM = /^ {0,3}(?:[-*+•]|\d{1,2}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(\S.*)$/;

/** Cuts a comment, its first command taken off, before each further line that opens a command. */
export function splitAtCommands(text: string, opening: RegExp): string[] {
  const lines = text.split("\n");
  const plain = plainLines(lines);
  const parts: string[][] = [[]];
  let isListed = false;
  lines.forEach((line, at) => {
    const found = at > 0 && plain[at] === true ? opening.exec(line) : null;
    if (found !== null) parts.push([line.slice(found[0].length)]);
    else parts.at(-1)?.push(isListed && parts.length > 1 ? outdented(line) : line);
    isListed ||= ITEM.test(line);
  });
  return parts.map((part) => part.join("\n").trimEnd());
}

/** Behind a list an indent may be the list's: then it does not make code of a line. */
function outdented(line: string): string {
  return line.replace(/^[ \t]{4,}|^ *\t[ \t]*/, "   ");
}

/** Introduces a list and asks for nothing itself. */
const LEAD =
  /^(?:(?:please|pls|hi|hello|hey|and|now|we|i|need|want|would|like|can|could|you|do|make|add|create|set|up|build|provision|get|remove|delete|drop|destroy|the|these|this|following|things?|changes?|requests?|all|of|to|have|us|me|for)\b[\s,]*)*:?$/i;
const REMOVING = /\b(?:remove|delete|drop|destroy)\b/i;

/**
 * The items of a list after a line that asks for nothing by itself ("please do the following:"), null where it is no such list:
 * a list after a thing ("a bucket with:") says more about that thing.
 */
export function listItems(text: string): string[] | null {
  const [lead = "", ...lines] = text.split("\n");
  const items = LEAD.test(lead.trim()) ? itemsIn(lines) : [];
  if (items.length === 0) return null;
  const verb = REMOVING.test(lead) ? "remove " : "";
  return items.map((item) => (REMOVING.test(item) ? item : `${verb}${item}`).trim());
}

/** None where something stands before the first of them. Further lines of one keep their indent: it says what is code. */
function itemsIn(lines: readonly string[]): string[] {
  const plain = plainLines(lines);
  const written = lines.map((line, at) => ({
    line: line.trimEnd(),
    item: plain[at] === true ? ITEM.exec(line)?.[1] : undefined,
  }));
  const filled = written.filter(({ line }) => line !== "");
  if (filled[0]?.item === undefined) return [];
  const items: string[] = [];
  for (const { line, item } of filled) items.push(item ?? `${items.pop()}\n${line}`);
  return items;
}
