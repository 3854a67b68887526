import { entryDigest } from "./chain.ts";
import type { Problem, ReadChain } from "./verify-ledger.ts";

/** Each entry may only name an entry of the other ledger that is there, and never an earlier one than before. */
export function verifyLinks(
  branch: string,
  own: ReadChain,
  other: ReadChain | undefined,
): readonly Problem[] {
  const problems: Problem[] = [];
  let highest = 0;
  for (const [index, entry] of own.entries.entries()) {
    if (entry?.seen == null) continue;
    const { sequence, digest } = entry.seen;
    const name = `${branch} ${index + 1}`;
    const linked = other?.entries[sequence - 1];
    if (linked == null || entryDigest(linked) !== digest) {
      problems.push({
        entry: name,
        problem: `saw entry ${sequence} of the other ledger, which is not there any more`,
      });
    }
    if (sequence < highest)
      problems.push({ entry: name, problem: "saw less of the other ledger than the entry before" });
    highest = Math.max(highest, sequence);
  }
  return problems;
}
