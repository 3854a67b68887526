import { type Stretch, sentencesIn } from "./clauses.ts";
import { isKnown, type Known } from "./existing.ts";
import type { Frame, Reading } from "./reading.ts";

/** Whose thing it is when it is not of the stack. */
const THEIRS = ["their", "his", "her"];

/**
 * "Get rid of their server" speaks of a thing of others, and "a notebook server: jupyter/base as a deployment" only says what the thing behind the
 * colon is for, where the cloud has no server. Neither is asked for, so nothing may be said of it.
 */
export function forgetOthers(reading: Reading, known: readonly Known[]): void {
  for (const sentence of sentencesIn(reading.marks)) {
    const inside = framesIn(reading, sentence);
    for (const frame of inside) {
      if (
        isTheirs(reading, frame) &&
        inside.length === 1 &&
        reading.frames.length > 1 &&
        !isKnown(frame, known)
      )
        forget(reading, frame, sentence);
      else if (isExplained(reading, frame, inside))
        forget(reading, frame, { from: frame.start, to: frame.head + 1 });
    }
  }
}

export function framesIn({ frames }: Reading, { from, to }: Stretch): Frame[] {
  return frames.filter(({ head }) => from <= head && head < to);
}

function isTheirs({ marks }: Reading, { start }: Frame): boolean {
  return THEIRS.includes(marks[start]?.tokens[0]?.lower ?? "");
}

function isExplained({ marks, cloud }: Reading, { head, kind }: Frame, inside: readonly Frame[]): boolean {
  const colon = marks.findIndex((mark, at) => at > head && mark.tokens[0]?.form === "break");
  const isBefore = marks[colon]?.tokens[0]?.text === ":" && inside.some((other) => other.head > colon);
  return isBefore && kind.types[cloud] === undefined;
}

function forget({ frames, uses }: Reading, frame: Frame, { from, to }: Stretch): void {
  frames.splice(frames.indexOf(frame), 1);
  for (let at = from; at < to; at += 1) if (uses.get(at) !== "asker") uses.set(at, "remark");
}
