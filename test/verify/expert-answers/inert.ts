const FENCES = /^(`{3,})[^\n]*\n[\s\S]*?\n\1$/gm;
const SPANS = /(`+)[^`\n]+\1/g;
/** Tags that the pages write themselves. */
const OURS = /<\/?(?:details|summary|code)>|<!-- code:change:[a-z0-9-]+ -->/g;

/** What would act if a page or a terminal showed this text, in words. */
const ACTS: Readonly<Record<string, RegExp>> = {
  "a tag": /<[a-z!/?]/i,
  "a link or an image": /\]\s*[([]|!\[/,
  "an address": /\b(?:https?|ftp|mailto):|\bwww\./i,
  "a mention": /@[A-Za-z0-9]/,
  "a task": /\[[ x]\]/i,
};
const ACTS_ANYWHERE: Readonly<Record<string, RegExp>> = {
  "a control character": /[^\P{Cc}\n]/u,
  "a mark that turns or hides text": /[\p{Bidi_Control}\u200b-\u200d\ufeff\u{e0000}-\u{e007f}]/u,
  "a command of a workflow": /^\s*(?:::|##\[)/m,
  "half a character": /\p{Surrogate}/u,
};

/** What acts on a published page that should only say something; code shows its text and acts on none of it. */
export function actsOnPage(page: string): string[] {
  const outside = page.replaceAll(FENCES, "").replaceAll(SPANS, "").replaceAll(OURS, "");
  return [...actsIn(outside, ACTS), ...actsIn(page, ACTS_ANYWHERE)];
}

/** What acts in one line of a terminal or a log. */
export function actsInLine(line: string): string[] {
  return [...actsIn(line, ACTS_ANYWHERE), ...(line.includes("\n") ? ["a further line"] : [])];
}

function actsIn(text: string, acts: Readonly<Record<string, RegExp>>): string[] {
  return Object.entries(acts).flatMap(([name, form]) => (form.test(text) ? [name] : []));
}

/** Headings, lines and cells: what foreign words may not change. */
export function skeletonOf(text: string): string {
  return text
    .split("\n")
    .map((line) => `${/^\s*(?:#+|[-*+>]|\d+\.)\s/.exec(line)?.[0] ?? ""}${line.split("|").length}`)
    .join("\n");
}
