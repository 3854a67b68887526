import { isA, type Mark, textOf } from "./meaning.ts";
import { wordsOf } from "./objections.ts";
import type { Reading } from "./reading.ts";
import { refuse } from "./refusal.ts";

const JOINING = [
  "use",
  "read",
  "write",
  "send",
  "consume",
  "trigger",
  "call",
  "mount",
  "reach",
  "see",
  "access",
];
const WHICH = ["that", "which", "who", "and", "can", "may", "to"];
const THINGS = ["it", "them", "both", "these", "those"];

/** "a deployment that uses it": what joins two things is not written yet, and is not dropped in silence either. */
export function objectRelations(reading: Reading): void {
  if (reading.frames.length < 2) return;
  reading.marks.forEach((mark, at) => {
    const isJoining = JOINING.includes(mark.tokens[0]?.lemma ?? "") && !reading.uses.has(at);
    const next = reading.marks[at + 1];
    if (!isJoining || !isWord(reading.marks[at - 1], WHICH) || !isThing(next)) return;
    const words = wordsOf(reading, { from: at, to: at + 1 });
    reading.objections.push(
      refuse(
        "intent/relation",
        `"${words}" joins two things, and I cannot join them yet.`,
        `Ask for the things without "${words}", and join them by hand.`,
      ),
    );
  });
}

function isThing(mark: Mark | undefined): boolean {
  return isWord(mark, THINGS) || isA(mark, "kind");
}

function isWord(mark: Mark | undefined, words: readonly string[]): boolean {
  return mark !== undefined && words.includes(textOf(mark).toLowerCase());
}
