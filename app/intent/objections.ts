import { textOf } from "./meaning.ts";
import type { Frame, Reading } from "./reading.ts";
import { refuse } from "./refusal.ts";

/** Marks from one to another. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The marks of a span as they were written. */
export function wordsOf({ marks }: Reading, { from, to }: Span): string {
  return marks
    .slice(from, to + 1)
    .map(textOf)
    .join(" ");
}

/** What no cloud can do is refused with the words that ask for it. */
export function objectImpossible(reading: Reading, words: string, why: string): void {
  reading.objections.push(
    refuse("intent/impossible-value", `"${words}" cannot be: ${why}.`, "Say another value."),
  );
}

/** One attribute that is said in two ways is refused with the words of both: nothing is overwritten in silence. */
export function objectContradiction(
  reading: Reading,
  { frame, attribute, words }: { frame: Frame; attribute: string; words: string },
): void {
  const entry = frame.kind.attributes[attribute];
  const first = frame.said.get(attribute) ?? entry?.names?.[0] ?? attribute;
  reading.objections.push(
    refuse(
      "intent/contradiction",
      `"${first}" and "${words}" contradict each other, said of the ${frame.kind.nouns[0]}.`,
      "Say one of them.",
    ),
  );
}

/** Gives an attribute its value once. */
export function put(
  reading: Reading,
  { frame, attribute, words }: { frame: Frame; attribute: string; words: string },
  value: number,
): void {
  const earlier = frame.values[attribute];
  if (earlier !== undefined && earlier !== value) objectContradiction(reading, { frame, attribute, words });
  frame.values[attribute] = value;
  frame.said.set(attribute, words);
}
