/** Elements that begin a block of HTML, up to the next blank line. */
const BLOCKS =
  "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul";

/** The first line of a block of HTML, and what ends it; an empty end is a blank line. */
const STARTS: readonly { readonly form: RegExp; readonly end: string }[] = [
  { form: /^<(?:script|pre|style|textarea)(?:\s|>|$)/i, end: "raw" },
  { form: /^<!--/, end: "-->" },
  { form: /^<\?/, end: "?>" },
  { form: /^<!\[CDATA\[/, end: "]]>" },
  { form: /^<![A-Za-z]/, end: ">" },
  { form: new RegExp(`^</?(?:${BLOCKS})(?:\\s|/?>|$)`, "i"), end: "" },
];

/** A whole tag that stands alone on its line. */
const ALONE =
  /^<(?:\/[A-Za-z][A-Za-z0-9-]*\s*|[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?)>\s*$/;

/** What a line begins, null where that is no HTML. What is weak cannot interrupt a paragraph. */
export function htmlStart(rest: string): { readonly end: string; readonly isWeak: boolean } | null {
  const found = STARTS.find(({ form }) => form.test(rest));
  if (found !== undefined) return { end: found.end, isWeak: false };
  return ALONE.test(rest) ? { end: "", isWeak: true } : null;
}

/** Whether a block of HTML ends with this line. */
export function isComplete(end: string, line: string): boolean {
  return end === "raw" ? /<\/(?:script|pre|style|textarea)>/i.test(line) : line.includes(end);
}
