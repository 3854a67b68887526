import type { Wish } from "#shared/core/wish.ts";
import { isA, type Mark, meaningOf } from "./meaning.ts";
import type { Frame, Reading } from "./reading.ts";

type Verb = Wish["verb"];

/** Whether a thing is made, changed or removed: by what is said of it in its own clause, and by whether it exists. */
export function verbOf(reading: Reading, frame: Frame, exists: boolean): Verb {
  const said = verbsNear(reading, frame);
  if (said.has("remove")) return "remove";
  if (frame.isIndefinite) return "create";
  if (exists) return "change";
  return frame.isDefinite && said.has("change") && !said.has("create") ? "change" : "create";
}

/** The verbs of this thing's clause; "and the table" takes over the verb of the thing before it, "but keep the table" does not. */
function verbsNear(reading: Reading, frame: Frame): Set<Verb> {
  const at = reading.frames.indexOf(frame);
  const before = reading.frames[at - 1];
  const from = before === undefined ? 0 : clauseStart(reading, before, frame);
  const next = reading.frames[at + 1];
  const to = next === undefined ? reading.marks.length : clauseStart(reading, frame, next);
  const verbs = reading.marks.slice(from, to).flatMap((mark, offset) => {
    const meant = reading.uses.has(from + offset) ? null : meaningOf(mark, "verb");
    return meant === null ? [] : [meant.verb];
  });
  const isListed = before !== undefined && reading.marks.slice(before.head + 1, frame.start).every(joins);
  return verbs.length === 0 && isListed ? verbsNear(reading, before) : new Set(verbs);
}

/** Between two things, what stands behind the last separator belongs to the second; without one, all of it does. */
function clauseStart(reading: Reading, before: Frame, frame: Frame): number {
  const between = reading.marks.slice(before.head + 1, frame.start);
  return before.head + 1 + (between.findLastIndex(separates) + 1);
}

const SEPARATORS = ["and", "but", "then", "so", "while"];

function separates(mark: Mark): boolean {
  const token = mark.tokens[0];
  return token?.form === "break" || (token !== undefined && SEPARATORS.includes(token.lower));
}

/** A list of things goes on: "and", commas and articles, and the name of the thing before. */
function joins(mark: Mark): boolean {
  const [token] = mark.tokens;
  return isA(mark, "article") || token?.text === "," || token?.lower === "and" || mark.meanings.length === 0;
}
