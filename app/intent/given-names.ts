import { isA, type Mark, textOf } from "./meaning.ts";
import type { Frame, Reading } from "./reading.ts";

/** "called X" and a lone quotation name the nearest thing before them, else the first after them; what stands before the noun of a new thing is no name then, and is listed. */
export function takeGivenNames(reading: Reading): void {
  const named = new Set<Frame>();
  reading.marks.forEach((mark, at) => {
    const given = givenAt(reading, mark, at);
    const owner = reading.frames.findLast((frame) => frame.head < at) ?? reading.frames[0];
    if (given === undefined || owner === undefined) return;
    if (owner.isIndefinite && !named.has(owner)) reading.remarks.push(...owner.names.splice(0));
    named.add(owner);
    owner.names.unshift(given);
    reading.uses.set(at, "name");
  });
}

function givenAt({ uses }: Reading, mark: Mark, at: number): string | undefined {
  if (isA(mark, "named")) return mark.taken;
  const isQuotation = mark.tokens[0]?.form === "quoted" && !uses.has(at) && !isSpeech(mark);
  return isQuotation ? textOf(mark) : undefined;
}

/** Whole sentences that somebody quotes are no name. */
function isSpeech(mark: Mark): boolean {
  return textOf(mark).split(/\s+/).length > 4;
}
