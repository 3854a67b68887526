import { type Mark, textOf } from "./meaning.ts";
import type { Reading } from "./reading.ts";

/** Marks from one up to, and without, another. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const ENDS = /^[.!?;\n]$/;
const COMMAS = /^[,:()–—]$/;

export function sentencesIn(marks: readonly Mark[]): Stretch[] {
  return splitAt(marks, ENDS, { from: 0, to: marks.length });
}

/** The parts of a sentence between commas, colons, dashes and brackets. */
export function clausesIn(marks: readonly Mark[], sentence: Stretch): Stretch[] {
  return splitAt(marks, COMMAS, sentence);
}

/** The stretches between the breaks of this form, without them. */
function splitAt(marks: readonly Mark[], breaks: RegExp, { from, to }: Stretch): Stretch[] {
  const places = marks.flatMap(({ tokens: [token] }, at) =>
    from <= at && at < to && token?.form === "break" && breaks.test(token.text) ? [at] : [],
  );
  const starts = [from, ...places.map((at) => at + 1)];
  return starts
    .map((start, index) => ({ from: start, to: places[index] ?? to }))
    .filter((stretch) => stretch.to > stretch.from);
}

/** Nothing is done about a stretch, and it is listed. */
export function setAside({ uses }: Reading, { from, to }: Stretch): void {
  for (let at = from; at < to; at += 1) if (!uses.has(at)) uses.set(at, "remark");
}

/** What was set aside, in its own words, a line for each run of it in a sentence. Only where a word of it would have been refused: greetings are no remark. */
export function remarksIn({ marks, uses }: Reading): string[] {
  return sentencesIn(marks)
    .flatMap((sentence) => runsIn(uses, marks, sentence))
    .map(({ from, to }) => marks.slice(from, to))
    .filter((run) => !run.every(isPlain))
    .map((run) => run.map(textOf).join(" "));
}

function runsIn(uses: Reading["uses"], marks: readonly Mark[], { from, to }: Stretch): Stretch[] {
  const runs: Stretch[] = [];
  for (let at = from; at < to; at += 1) {
    if (uses.get(at) !== "remark") continue;
    const last = runs.at(-1);
    const isNext =
      last !== undefined && marks.slice(last.to, at).every((mark) => mark.tokens[0]?.form === "break");
    if (isNext) runs[runs.length - 1] = { from: last.from, to: at + 1 };
    else runs.push({ from: at, to: at + 1 });
  }
  return runs;
}

function isPlain(mark: Mark): boolean {
  if (mark.tokens[0]?.form === "break") return true;
  return mark.meanings.some(({ is }) => ["glue", "article", "filler"].includes(is));
}
