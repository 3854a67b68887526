/** A string of Terraform JSON as a quoted template: text is escaped, `${…}` and `%{…}` stay as they are. */
export function quoted(text: string): string {
  let written = "";
  for (let at = 0; at < text.length; ) {
    const part = /^(?:\$\$\{|%%\{)/.exec(text.slice(at, at + 3))?.[0] ?? sequenceAt(text, at);
    written += part ?? escaped(text.charAt(at));
    at += part?.length ?? 1;
  }
  return `"${written}"`;
}

/** The whole sequence that begins here, up to its closing brace; null where none begins. */
function sequenceAt(text: string, at: number): string | null {
  return /^[$%]\{/.test(text.slice(at, at + 2)) ? text.slice(at, closingBrace(text, at + 1) + 1) : null;
}

/** Where the brace that opens here is closed; what stands in quotes opens and closes nothing. */
function closingBrace(text: string, at: number): number {
  let depth = 0;
  for (let end = at; end < text.length; end += 1) {
    if (text[end] === '"') end = closingQuote(text, end);
    depth += { "{": 1, "}": -1 }[text.charAt(end)] ?? 0;
    if (depth === 0) return end;
  }
  return text.length;
}

/** Where the quote that opens here is closed: sequences inside it have quotes of their own. */
function closingQuote(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end += 1) {
    if (text[end] === '"') return end;
    if (text[end] === "\\") end += 1;
    else end += Math.max(0, (sequenceAt(text, end)?.length ?? 1) - 1);
  }
  return text.length;
}

const NAMED: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  return NAMED[character] ?? (code < 32 ? `\\u${code.toString(16).padStart(4, "0")}` : character);
}
