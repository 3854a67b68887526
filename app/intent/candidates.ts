import type { Frame, Reading } from "./reading.ts";

/** The things a mark may speak of, the likeliest first: its own noun phrase, else the thing before it, then any. */
export function candidates(reading: Reading, at: number): Frame[] {
  const inside = reading.frames.filter((frame) => frame.start <= at && at <= frame.head);
  const before = reading.frames.filter((frame) => frame.head < at).reverse();
  const after = reading.frames.filter((frame) => frame.head > at);
  return [...new Set([...inside, ...before, ...after])];
}
