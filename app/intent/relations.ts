import { isA, type Mark, textOf } from "./meaning.ts";
import { wordsOf } from "./objections.ts";
import type { Frame, Reading } from "./reading.ts";
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
  for (const [at, frame] of reading.frames.entries()) objectJoint(reading, frame, reading.frames[at + 1]);
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

const JOINTS = ["with", "to", "behind", "from", "into", "via", "through", "using", "attached to", "attach"];

/** "A role attached to the worker": what stands in a network is placed there, and no other two things are joined by a preposition. */
function objectJoint(reading: Reading, frame: Frame, next: Frame | undefined): void {
  const joint = reading.marks[(next?.start ?? 0) - 1];
  const isPlaced = [frame.kind.kind, next?.kind.kind].includes("network");
  if (next === undefined || isPlaced || joint === undefined || next.start - 1 <= frame.head) return;
  if (!JOINTS.includes(textOf(joint).toLowerCase())) return;
  const words = wordsOf(reading, { from: next.start - 1, to: next.head });
  reading.objections.push(
    refuse(
      "intent/relation",
      `"${words}" joins two things, and I cannot join them yet.`,
      `Ask for the things without "${words}", and join them by hand.`,
    ),
  );
}

function isThing(mark: Mark | undefined): boolean {
  return isWord(mark, THINGS) || isA(mark, "kind");
}

function isWord(mark: Mark | undefined, words: readonly string[]): boolean {
  return mark !== undefined && words.includes(textOf(mark).toLowerCase());
}
