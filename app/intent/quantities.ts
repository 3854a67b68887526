import { candidates } from "./candidates.ts";
import type { Mark } from "./meaning.ts";
import { objectImpossible, put, type Span, wordsOf } from "./objections.ts";
import type { Frame, Reading } from "./reading.ts";
import type { Attribute } from "./vocabulary/entry.ts";
import { UNITS } from "./vocabulary/grammar.ts";

type Quantity = Extract<Attribute, { type: "duration" | "size" }>;

interface Measured extends Span {
  /** In days or in gigabytes. */
  readonly value: number;
  readonly dimension: string;
  /** Days or gigabytes in one of the unit that was said. */
  readonly factor: number;
}

/** Gives a quantity to the thing and the attribute that it is said of. */
export function setQuantity(reading: Reading, span: Measured): void {
  for (const frame of candidates(reading, span.from)) {
    const found = quantityMeant(reading, frame, span);
    if (found === null) continue;
    const [name, attribute] = found;
    for (let at = span.from; at <= span.to; at += 1) reading.uses.set(at, `${frame.kind.kind}.${name}`);
    frame.touched.add(name);
    const words = wordsOf(reading, span);
    const value = heldAs(attribute, span.value);
    if (value === null) objectImpossible(reading, words, whyNot(attribute, span.value));
    else put(reading, { frame, attribute: name, words }, value);
    return;
  }
}

/** A thing may have several lengths of time: the one whose word stands nearest is meant, else the one that counts in such units. */
function quantityMeant(
  { marks }: Reading,
  { kind }: Frame,
  { from, dimension, factor }: Measured,
): [string, Quantity] | null {
  const fitting = Object.entries(kind.attributes).filter(
    (entry): entry is [string, Quantity] => entry[1].type === dimension,
  );
  const distances = fitting.map(([name]) => nearestWord(marks, { kind: kind.kind, attribute: name, from }));
  const nearest = Math.min(...distances);
  const isShort = dimension === "duration" && factor < UNITS.duration.hour;
  const timeout = fitting.find(([, { unit }]) => unit === "second");
  // Minutes are no measure of how long a thing is kept, unless its word stands right before them.
  if (isShort && timeout === undefined && nearest > 2) return null;
  if (Number.isFinite(nearest)) return fitting[distances.indexOf(nearest)] ?? null;
  return (isShort ? timeout : undefined) ?? fitting[0] ?? null;
}

/** How many marks away the attribute's own word stands; what stands behind counts as a little farther. */
function nearestWord(
  marks: readonly Mark[],
  { kind, attribute, from }: { kind: string; attribute: string; from: number },
): number {
  const places = marks.flatMap((mark, at) =>
    mark.meanings.some(
      (meaning) => meaning.is === "announcement" && meaning.kind === kind && meaning.attribute === attribute,
    )
      ? [at < from ? from - at : at - from + 0.5]
      : [],
  );
  return Math.min(Number.POSITIVE_INFINITY, ...places);
}

/** The value in the unit that the attribute is held in; null where there is none such. */
function heldAs(attribute: Quantity, value: number): number | null {
  if (value <= 0) return null;
  if (attribute.type === "size") return attribute.isExact === true ? value : Math.max(1, Math.ceil(value));
  if (attribute.unit === "second") return Math.round(value * 86_400);
  return value < 1 || (value < 2 && !Number.isInteger(value)) ? null : Math.round(value);
}

function whyNot(attribute: Quantity, value: number): string {
  if (value <= 0) return "it has to be more than nothing";
  return attribute.type === "size" ? "it is no size" : "whole days are counted here";
}
