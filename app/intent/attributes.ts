import { type Json, plainText } from "#shared/core/json.ts";
import { candidates } from "./candidates.ts";
import { takeLiteral } from "./literals.ts";
import { isA, type Mark, type Meaning, meaningOf, textOf } from "./meaning.ts";
import { markNegations, takeBounds } from "./negations.ts";
import { takeNumber } from "./numbers.ts";
import { objectContradiction } from "./objections.ts";
import type { Frame, Reading } from "./reading.ts";

/** Gives every word that says something about a thing to the thing it says it about. */
export function bindAttributes(reading: Reading): void {
  takeBounds(reading);
  markNegations(reading);
  reading.marks.forEach((mark, at) => {
    if (!reading.uses.has(at)) bindMark(reading, mark, at);
  });
}

function bindMark(reading: Reading, mark: Mark, at: number): void {
  const form = mark.tokens[0]?.form;
  if (form === "number" || isA(mark, "amount") || isA(mark, "unit")) takeNumber(reading, at);
  else if (form === "literal") takeLiteral(reading, at);
  else takeMeaning(reading, mark, at);
}

type Attributed = Extract<Meaning, { is: "value" | "announcement" }>;

function takeMeaning(reading: Reading, mark: Mark, at: number): void {
  const isNegated = reading.negated.has(at);
  for (const frame of candidates(reading, at)) {
    const meaning = mark.meanings.find(
      (found): found is Attributed =>
        (found.is === "announcement" || (found.is === "value" && (found.isDenied !== true || isNegated))) &&
        found.kind === frame.kind.kind,
    );
    if (meaning === undefined) continue;
    reading.uses.set(at, `${frame.kind.kind}.${meaning.attribute}`);
    frame.touched.add(meaning.attribute);
    if (meaning.is === "value") setValue(reading, frame, { meaning, mark, at });
    else announce(reading, frame, { meaning, mark, isNegated });
    return;
  }
  takeQualifier(reading, mark, at);
}

type Valued = Extract<Meaning, { is: "value" }>;

function setValue(
  reading: Reading,
  frame: Frame,
  { meaning, mark, at }: { readonly meaning: Valued; readonly mark: Mark; readonly at: number },
): void {
  const isNegated = reading.negated.has(at);
  const attribute = frame.kind.attributes[meaning.attribute];
  if (attribute?.type === "rules") {
    pushRule(frame, meaning.value, isNegated);
    return;
  }
  const value = valueSaid(frame, meaning, isNegated);
  const words = isNegated ? `no ${textOf(mark)}` : textOf(mark);
  const place = { frame, attribute: meaning.attribute, words };
  if (attribute?.type === "flag" && isOpposed(place, value, at)) objectContradiction(reading, place);
  frame.values[meaning.attribute] = value;
  frame.said.set(meaning.attribute, words);
}

/** "make the public bucket private": what stands before the noun of a thing tells which one is meant. */
function isOpposed(
  { frame, attribute }: { readonly frame: Frame; readonly attribute: string },
  value: Json,
  at: number,
): boolean {
  const earlier = frame.values[attribute];
  if (earlier === undefined || earlier === value) return false;
  return frame.isIndefinite || at < frame.head || !frame.isDefinite;
}

function valueSaid(frame: Frame, meaning: Extract<Meaning, { is: "value" }>, isNegated: boolean): Json {
  const attribute = frame.kind.attributes[meaning.attribute];
  if (attribute?.type === "flag") return isNegated ? !meaning.value : meaning.value;
  if (attribute?.type !== "choice") return meaning.value;
  if (isNegated) return attribute.negated ?? null;
  const earlier = frame.values[meaning.attribute];
  return attribute.many === true
    ? [...(Array.isArray(earlier) ? earlier : []), meaning.value]
    : meaning.value;
}

function pushRule(frame: Frame, value: Extract<Meaning, { is: "value" }>["value"], isNegated: boolean): void {
  if (typeof value === "string") frame.rules.push({ is: "source", source: value });
  else if (typeof value === "object" && value !== null && "from" in value) {
    const { protocol, from, to } = value;
    frame.rules.push({
      is: "port",
      isNegated,
      port: { protocol: plainText(protocol), from: Number(from), to: Number(to) },
    });
  }
}

interface Announced {
  readonly meaning: Extract<Meaning, { is: "announcement" }>;
  readonly mark: Mark;
  readonly isNegated: boolean;
}

function announce(reading: Reading, frame: Frame, { meaning, mark, isNegated }: Announced): void {
  const { attribute } = meaning;
  if (mark.taken !== undefined) frame.values[attribute] = mark.taken;
  else if (meaning.takesWord && takeWordBefore(reading, frame, { attribute, mark })) return;
  else if (isNegated && frame.said.has(attribute))
    objectContradiction(reading, { frame, attribute, words: `no ${textOf(mark)}` });
  else if (isNegated)
    frame.values[attribute] ??= NOTHING[frame.kind.attributes[attribute]?.type ?? ""] ?? null;
  else if (!meaning.soft) frame.announced.add(attribute);
}

/** "userId as the key", "userId is the partition key". */
function takeWordBefore(
  reading: Reading,
  frame: Frame,
  { attribute, mark }: { readonly attribute: string; readonly mark: Mark },
): boolean {
  const before = reading.marks.slice(0, reading.marks.indexOf(mark)).reverse();
  const joint = before.findIndex((one) => !isA(one, "article"));
  const at = reading.marks.indexOf(mark) - joint - 2;
  const word = reading.marks[at];
  const isJoined = ["as", "is", "be"].includes(before[joint]?.tokens[0]?.lower ?? "");
  if (!isJoined || word === undefined || reading.uses.has(at) || word.meanings.length > 0) return false;
  if (word.tokens[0]?.form !== "word" && word.tokens[0]?.form !== "quoted") return false;
  frame.values[attribute] = textOf(word);
  reading.uses.set(at, `${frame.kind.kind}.${attribute}`);
  return true;
}

/** What "without" makes of an attribute that has no value yet. */
const NOTHING: Readonly<Record<string, number | []>> = { count: 0, duration: 0, rules: [] };

/** "sort key createdAt as a number": the type belongs to the word attribute named last. */
function takeQualifier(reading: Reading, mark: Mark, at: number): void {
  const qualifier = meaningOf(mark, "qualifier");
  const owner = candidates(reading, at)[0];
  if (qualifier === null || owner === undefined) return;
  const before = reading.marks
    .slice(0, at)
    .findLast((earlier) => earlier.taken !== undefined && isA(earlier, "announcement"));
  const named = meaningOf(before, "announcement")?.attribute;
  const attribute = named === undefined ? undefined : owner.kind.attributes[named];
  if (attribute?.type !== "word" || attribute.qualifier === undefined) return;
  owner.values[attribute.qualifier] = qualifier.value;
  reading.uses.set(at, `${owner.kind.kind}.${attribute.qualifier}`);
}
