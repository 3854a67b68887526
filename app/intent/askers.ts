import { type Known, nameKey } from "./existing.ts";
import { isA, type Mark, textOf } from "./meaning.ts";
import type { Reading } from "./reading.ts";

const ASKING = ["want", "need", "ask", "asked for", "would", "require"];
/** Longer than this it is no name of somebody. */
const LONGEST = 6;

/** "The payments team would like …": who asks is no wish, unless the stack has a thing of that name. Such a name has no thing, number, negation or verb in it. */
export function takeAskers(reading: Reading, known: readonly Known[]): void {
  const { marks } = reading;
  const starts = [...marks.keys()].filter((at) => at === 0 || isEnd(marks[at - 1]));
  for (const start of starts) {
    const length = marks.slice(start).findIndex((one) => isAsking(one));
    const asker = marks.slice(start, start + Math.max(0, length));
    if (asker.some((_, offset) => reading.uses.has(start + offset))) continue;
    if (asker.length === 0 || length > LONGEST || !asker.every(isPlain) || isThing(asker, known)) continue;
    takeAsker(reading, start, asker);
  }
}

/** "web needs three replicas". */
function isThing(asker: readonly Mark[], known: readonly Known[]): boolean {
  const said = nameKey(
    asker
      .filter((one) => !isA(one, "article"))
      .map(textOf)
      .join("_"),
  );
  return known.some(({ name }) => nameKey(name) === said);
}

function takeAsker({ uses, remarks }: Reading, start: number, asker: readonly Mark[]): void {
  for (const offset of asker.keys()) uses.set(start + offset, "asker");
  const isNamed = asker.some(({ meanings, tokens }) => meanings.length === 0 && tokens[0]?.form === "word");
  if (isNamed) remarks.push(asker.map(textOf).join(" "));
}

function isEnd(mark: Mark | undefined): boolean {
  return /^[.!?\n]$/.test(mark?.tokens[0]?.text ?? "");
}

function isAsking(mark: Mark): boolean {
  return ASKING.includes(lemmaOf(mark)) || ASKING.includes(textOf(mark).toLowerCase());
}

function lemmaOf({ tokens }: Mark): string {
  return tokens.map(({ lemma }) => lemma).join(" ");
}

function isPlain(mark: Mark): boolean {
  const [token] = mark.tokens;
  if (token?.form === "break") return /^[(),]$/.test(token.text);
  const connects = isA(mark, "article") || isA(mark, "glue") || isA(mark, "filler");
  return token?.form === "word" && (mark.meanings.length === 0 || connects);
}
