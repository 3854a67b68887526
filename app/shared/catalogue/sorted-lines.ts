/** The one line of a sorted text that begins so, null where there is none; only the lines on the way to it are looked at. */
export function lineThatBegins(text: string, beginning: string): string | null {
  let [from, upTo] = [0, text.length];
  while (from < upTo) {
    const start = text.lastIndexOf("\n", ((from + upTo) >> 1) - 1) + 1;
    const found = text.slice(start, start + beginning.length);
    if (found === beginning) return text.slice(start, endOf(text, start));
    if (found < beginning) from = endOf(text, start) + 1;
    else upTo = start;
  }
  return null;
}

function endOf(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}
