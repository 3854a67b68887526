import { UNREAD, type Verdict } from "./judge.ts";
import type { Row } from "./rows.ts";

/** One line a category: what was expected, by which channels it came, and what was counted. */
export function tableOf(verdicts: readonly (Verdict & { readonly row: Row })[]): object[] {
  const categories = [...new Set(verdicts.map(({ row }) => row.category))].sort((one, other) => one - other);
  return categories.map((category) => {
    const own = verdicts.filter(({ row }) => row.category === category);
    const sum = (count: (verdict: Verdict) => number) =>
      own.reduce((total, verdict) => total + count(verdict), 0);
    const channels = new Set(
      own.map(({ row: { channel } }) => (UNREAD.includes(channel) ? `${channel} (not read)` : channel)),
    );
    return {
      category,
      expect: [...new Set(own.map(({ row }) => row.expect))].join(" "),
      channels: [...channels].join(", "),
      rows: own.length,
      passed: own.filter(({ misses }) => misses.length === 0).length,
      canaries: sum(({ canaries }) => canaries),
      outside: sum(({ outside }) => outside),
      gates: sum(({ gates }) => gates),
      pulls: sum(({ pulls }) => pulls),
    };
  });
}
