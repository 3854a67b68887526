import { type Known, nameKey } from "./existing.ts";
import { isA, type Mark, meaningOf, textOf } from "./meaning.ts";
import type { Frame, Reading } from "./reading.ts";

/**
 * People tell what surrounds their request. A sentence of which nothing was understood, and a clause that names no thing, number, name or
 * negation, are listed as not covered, in their own words; anything else that was not understood stays a refusal.
 */
export function takeRemarks(reading: Reading): void {
  if (reading.frames.length === 0) return;
  for (const sentence of splitAt(reading.marks, ENDS)) {
    if (isUsed(reading, sentence)) listChatter(reading, sentence);
    else list(reading, sentence);
  }
}

function listChatter(reading: Reading, sentence: Stretch): void {
  for (const clause of splitAt(reading.marks, COMMAS, sentence)) {
    if (isChatter(reading, clause)) list(reading, clause);
  }
}

/**
 * A thing that is only spoken of ("the old server keeps falling over") is none that is asked for: it is not there, nothing is said of it,
 * nobody wants it made, and its sentence has no other.
 */
export function forgetMentions(reading: Reading, known: readonly Known[]): void {
  for (const sentence of splitAt(reading.marks, ENDS)) {
    const inside = reading.frames.filter(({ head }) => sentence.from <= head && head < sentence.to);
    const [only] = inside;
    if (only === undefined || inside.length > 1 || reading.frames.length === 1) continue;
    if (!isMention(reading, only, sentence) || isKnown(only, known)) continue;
    reading.frames.splice(reading.frames.indexOf(only), 1);
    for (let at = sentence.from; at < sentence.to; at += 1) reading.uses.delete(at);
  }
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

const ENDS = /^[.!?;\n]$/;
const COMMAS = /^[,:()–—]$/;

/** The stretches between the breaks of this form, without them. */
function splitAt(
  marks: readonly Mark[],
  breaks: RegExp,
  { from, to }: Stretch = { from: 0, to: marks.length },
): Stretch[] {
  const places = marks.flatMap(({ tokens: [token] }, at) =>
    from <= at && at < to && token?.form === "break" && breaks.test(token.text) ? [at] : [],
  );
  const starts = [from, ...places.map((at) => at + 1)];
  return starts
    .map((start, index) => ({ from: start, to: places[index] ?? to }))
    .filter((stretch) => stretch.to > stretch.from);
}

function isUsed({ uses }: Reading, { from, to }: Stretch): boolean {
  return [...uses.keys()].some(
    (at) => from <= at && at < to && !["reason", "asker"].includes(uses.get(at) ?? ""),
  );
}

function isChatter(reading: Reading, clause: Stretch): boolean {
  const marks = reading.marks.slice(clause.from, clause.to);
  return marks.length > 1 && !isUsed(reading, clause) && marks.every((mark) => !saysSomething(mark));
}

/** A thing, a value, a number, a name in quotes, a negation. */
function saysSomething(mark: Mark): boolean {
  const says = (["kind", "value", "announcement", "no", "off", "unit", "amount", "named"] as const).some(
    (is) => isA(mark, is),
  );
  return says || ["number", "quoted", "literal"].includes(mark.tokens[0]?.form ?? "");
}

/** Only where a word of it would have been refused: greetings are no remark. */
function list(reading: Reading, { from, to }: Stretch): void {
  const marks = reading.marks.slice(from, to);
  const isPlain = marks.every((mark) =>
    mark.meanings.some(({ is }) => ["glue", "article", "filler"].includes(is)),
  );
  for (let at = from; at < to; at += 1) if (!reading.uses.has(at)) reading.uses.set(at, "remark");
  if (!isPlain) reading.remarks.push(marks.map(textOf).join(" "));
}

function isMention({ marks }: Reading, frame: Frame, { from, to }: Stretch): boolean {
  const isWanted = marks
    .slice(from, to)
    .some((mark) => ["create", "remove"].includes(meaningOf(mark, "verb")?.verb ?? ""));
  const isSaid = Object.keys(frame.values).length + frame.announced.size + frame.rules.length > 0;
  return frame.isDefinite && !frame.isIndefinite && !isWanted && !isSaid && frame.purposes.length === 0;
}

function isKnown(frame: Frame, known: readonly Known[]): boolean {
  const ofKind = known.filter(({ kind }) => kind.kind === frame.kind.kind);
  return frame.names.length === 0
    ? ofKind.length > 0
    : ofKind.some(({ name }) => frame.names.some((said) => nameKey(said) === nameKey(name)));
}
