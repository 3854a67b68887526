/** Turns the direction of text around, hides, or joins: what a reader sees would not be what is there. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const MARKUP = /[\\`*_{}[\]()#+!|<>~&@:/.=-]/g;

/** GitHub looks for mentions and issue numbers after entities are decoded: a zero-width space keeps them apart. */
const BREAKS: Readonly<Record<string, string>> = { "@": "&#8203;", "#": "&#8203;" };

/** Foreign text on one line of Markdown: it shows as it is written, links nothing, mentions nobody and ends nothing. */
export function inline(text: string): string {
  return visible(text).replaceAll(MARKUP, (mark) => `&#${mark.codePointAt(0)};${BREAKS[mark] ?? ""}`);
}

/** Foreign text as code on one line, also inside a table; the span is longer than any run of backticks in it. */
export function code(text: string): string {
  const shown = visible(text);
  if (/[|`<>]/.test(shown) || shown.trim() === "") return `<code>${inline(shown)}</code>`;
  return `\`${shown}\``;
}

/** Foreign text as a block of code; the fence is longer than any run of backticks in it. */
export function fence(text: string, language = ""): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = "`".repeat(longest + 1);
  const lines = text.split(/\r\n|\r|\n/).map(visible);
  return [mark + language, ...lines, mark].join("\n");
}

/** Foreign text on one line of a terminal or a log: nothing in it moves, colours, hides or begins a line. */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\n\r\t]/g, " ")
    .replaceAll(INVISIBLE, (mark) => `\\u{${(mark.codePointAt(0) ?? 0).toString(16)}}`);
}
