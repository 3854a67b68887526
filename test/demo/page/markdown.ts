import { escapeHtml, type Markup, raw } from "./html.ts";

/** Tags that comments may carry besides Markdown, without attributes. */
const ALLOWED =
  /&lt;(\/?(?:details|summary|sub|sup|b|i|em|strong|code|kbd|br|hr|p|ul|ol|li|table|thead|tbody|tr|td|th))(?: open)?\s*\/?&gt;/g;
const BLOCK_TAG = /^<\/?(details|summary|table|thead|tbody|tr|td|th|ul|ol|li|p|hr|br)\b/;

/** GitHub's Markdown as far as comments and checks use it. Everything is escaped first: no attribute and no script survives. */
export function markdown(text: string): Markup {
  return raw(
    blocks(
      text
        .replaceAll("\r", "")
        .replaceAll(/<!--.*?-->/gs, "")
        .split("\n"),
    ),
  );
}

type Reader = (lines: readonly string[], start: number) => { html: string; next: number } | null;
const READERS: readonly Reader[] = [fence, heading, rule, table, list, quote];

function blocks(lines: readonly string[]): string {
  const out: string[] = [];
  let at = 0;
  while (at < lines.length) {
    if ((lines[at] ?? "").trim() === "") {
      at += 1;
      continue;
    }
    const block =
      READERS.reduce<ReturnType<Reader>>((found, read) => found ?? read(lines, at), null) ??
      paragraph(lines, at);
    out.push(block.html);
    at = block.next;
  }
  return out.join("\n");
}

function fence(lines: readonly string[], start: number) {
  const [, mark, language = ""] = /^\s*(`{3,}|~{3,})\s*(\w*)/.exec(lines[start] ?? "") ?? [];
  if (mark === undefined) return null;
  let end = start + 1;
  while (end < lines.length && !(lines[end] ?? "").trim().startsWith(mark)) end += 1;
  const code = lines.slice(start + 1, end);
  const isDiff = language === "diff" || code.some((line) => /^[+-] /.test(line));
  const body = isDiff ? code.map(diffLine).join("") : `${escapeHtml(code.join("\n"))}\n`;
  return { html: `<pre><code>${body}</code></pre>`, next: end + 1 };
}

export function diffLine(line: string): string {
  const kinds: readonly [RegExp, string][] = [
    [/^@@/, "hunk"],
    [/^\s*\+/, "add"],
    [/^\s*-/, "del"],
    [/^\s*~/, "mod"],
  ];
  const kind = kinds.find(([pattern]) => pattern.test(line))?.[1] ?? "same";
  return `<span class="line ${kind}">${escapeHtml(line) || " "}</span>`;
}

function heading(lines: readonly string[], start: number) {
  const [, marks, text = ""] = /^(#{1,6})\s+(.*?)\s*#*$/.exec(lines[start] ?? "") ?? [];
  if (marks === undefined) return null;
  const level = Math.min(marks.length + 1, 6);
  return { html: `<h${level}>${inline(text)}</h${level}>`, next: start + 1 };
}

function rule(lines: readonly string[], start: number) {
  return /^\s*([-*_])(\s*\1){2,}\s*$/.test(lines[start] ?? "") ? { html: "<hr>", next: start + 1 } : null;
}

const isRow = (line: string | undefined): boolean => /^\s*\|.*\|\s*$/.test(line ?? "");
const cells = (line: string): string[] =>
  line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => inline(cell.trim().replaceAll("\\|", "|")));

function table(lines: readonly string[], start: number) {
  if (!isRow(lines[start]) || !/^\s*\|(\s*:?-+:?\s*\|)+\s*$/.test(lines[start + 1] ?? "")) return null;
  let next = start + 2;
  while (isRow(lines[next])) next += 1;
  const row = (line: string, tag: string) =>
    `<tr>${cells(line)
      .map((cell) => `<${tag}>${cell}</${tag}>`)
      .join("")}</tr>`;
  const body = lines.slice(start + 2, next).map((line) => row(line, "td"));
  const head = row(lines[start] ?? "", "th");
  return {
    html: `<div class="scroll"><table><thead>${head}</thead><tbody>${body.join("")}</tbody></table></div>`,
    next,
  };
}

const ITEM = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/;

function list(lines: readonly string[], start: number) {
  const first = ITEM.exec(lines[start] ?? "");
  if (first === null) return null;
  const indent = (first[1] ?? "").length;
  const items: string[][] = [];
  let next = start;
  for (; next < lines.length; next += 1) if (!takeItem(items, lines[next] ?? "", indent)) break;
  const tag = /\d/.test(first[2] ?? "") ? "ol" : "ul";
  return { html: `<${tag}>${items.map(listItem).join("")}</${tag}>`, next };
}

/** A line that begins an item, or belongs to the one before it; false where the list ends. */
function takeItem(items: string[][], line: string, indent: number): boolean {
  const depth = line.length - line.trimStart().length;
  const item = ITEM.exec(line);
  if (item !== null && depth === indent) items.push([item[3] ?? ""]);
  else if (line.trim() !== "" && depth > indent) items.at(-1)?.push(line.slice(indent + 2));
  else return false;
  return true;
}

function listItem(lines: readonly string[]): string {
  const [first = "", ...others] = lines;
  const task = /^\[( |x)\]\s+(.*)$/i.exec(first);
  const box = task === null ? "" : `<span class="box ${task[1] === " " ? "" : "on"}"></span>`;
  return `<li>${box}${inline(task?.[2] ?? first)}${others.length > 0 ? blocks(others) : ""}</li>`;
}

function quote(lines: readonly string[], start: number) {
  if (!/^\s*>/.test(lines[start] ?? "")) return null;
  let next = start;
  while (/^\s*>/.test(lines[next] ?? "")) next += 1;
  const inner = lines.slice(start, next).map((line) => line.replace(/^\s*> ?/, ""));
  const alert = /^\[!(\w+)\]$/.exec(inner[0]?.trim() ?? "")?.[1]?.toLowerCase();
  const body = blocks(alert === undefined ? inner : inner.slice(1));
  return { html: `<blockquote class="${alert ?? ""}">${body}</blockquote>`, next };
}

function paragraph(lines: readonly string[], start: number) {
  let next = start + 1;
  const isOwn = (at: number) => READERS.some((read) => read(lines, at) !== null);
  while (next < lines.length && (lines[next] ?? "").trim() !== "" && !isOwn(next)) next += 1;
  const text = inline(lines.slice(start, next).join("\n"));
  return { html: BLOCK_TAG.test(text) ? text : `<p>${text.replaceAll("\n", "<br>")}</p>`, next };
}

/** Code spans are taken out first, so that nothing inside them is read as Markdown. */
function inline(text: string): string {
  const codes: string[] = [];
  const held = text.replaceAll(/(`+)(.+?)\1(?!`)/gs, (_, __, code: string) => {
    codes.push(`<code>${escapeHtml(code.trim())}</code>`);
    return `\uE000${codes.length - 1}\uE000`;
  });
  return escapeHtml(held)
    .replaceAll(/&amp;(#\d{1,6};)/g, "&$1")
    .replaceAll(ALLOWED, "<$1>")
    .replaceAll(/\\([\\`*_{}[\]()#+.!|~>-])/g, "$1")
    .replaceAll(
      /\[([^\]]+)\]\((https?:\/\/[^\s)]+|\/[^\s)]*|#[^\s)]*)\)/g,
      '<a href="$2" rel="noreferrer">$1</a>',
    )
    .replaceAll(/(?<![\w&"/#])#(\d+)\b/g, '<a href="/_page/go/$1">#$1</a>')
    .replaceAll(/\*\*(.+?)\*\*/g, "<strong>$1</strong>")
    .replaceAll(/(?<![\w*])[*_]([^*_\s][^*_]*?)[*_](?![\w*])/g, "<em>$1</em>")
    .replaceAll(/~~(.+?)~~/g, "<del>$1</del>")
    .replaceAll(/\uE000(\d+)\uE000/g, (_, index: string) => codes[Number(index)] ?? "");
}
