/** What an edit did to a text that it may not: comments lost, line ends or the byte order mark changed. Empty is well. */
export function bytesKept(before: string, after: string): string[] {
  const isBomKept = before.startsWith("\uFEFF") === after.startsWith("\uFEFF");
  const ends = before.includes("\r\n") ? /(?<!\r)\n/ : /\r\n/;
  return [
    ...lostComments(before, after).map((comment) => `lost ${comment}`),
    ...(isBomKept ? [] : ["the byte order mark"]),
    ...(ends.test(after) ? ["a line end of another kind"] : []),
  ];
}

/** A comment on the line of what went away, or right above a statement that went away, goes with it. */
function lostComments(before: string, after: string): string[] {
  const lines = before.split(/\r?\n/);
  const left = new Set(after.split(/\r?\n/));
  return lines.flatMap((line, index) => {
    const comment = /(?:\/\/|\/\*|^\s*\*).*$/.exec(line)?.[0];
    if (comment === undefined || after.includes(comment)) return [];
    const next = lines.slice(index + 1).find((one) => !/^\s*(\/\/|\*)/.test(one)) ?? "";
    const code = line.slice(0, line.length - comment.length).trim();
    const isWithCode = code !== "" && ![...left].some((one) => one.includes(code));
    return isWithCode || (code === "" && !left.has(next)) ? [] : [comment];
  });
}
