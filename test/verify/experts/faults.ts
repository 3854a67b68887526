import type { Outcome } from "#shared/core/review.ts";

interface Ends {
  readonly outcome: Outcome;
  /** How many calls it is worth. */
  readonly calls: number;
  /** What each of them costs: the bill says, no answer came and it may be on the bill, or the vendor turned it away. */
  readonly costs: "as billed" | "the worst case" | "nothing";
}

/** Each way in which a vendor can fail, with what has to come of it. */
export const FAULTS = {
  timeout: { outcome: "timeout", calls: 1, costs: "the worst case" },
  "429 for an hour": { outcome: "rate-limited", calls: 1, costs: "nothing" },
  "529": { outcome: "unavailable", calls: 2, costs: "nothing" },
  refusal: { outcome: "refused", calls: 1, costs: "as billed" },
  malformed: { outcome: "malformed", calls: 2, costs: "as billed" },
  truncated: { outcome: "truncated", calls: 1, costs: "as billed" },
  "slow drip": { outcome: "timeout", calls: 1, costs: "the worst case" },
  "connection reset": { outcome: "unavailable", calls: 2, costs: "the worst case" },
  "half a stream": { outcome: "unavailable", calls: 2, costs: "the worst case" },
} as const satisfies Record<string, Ends>;

export type Fault = keyof typeof FAULTS;
export const ALL_FAULTS = Object.keys(FAULTS) as Fault[];

export function endsAs(fault: Fault): Ends {
  return FAULTS[fault];
}

/** Nothing comes of it before the time of the call is over. */
export function isSilence(fault: Fault): boolean {
  return FAULTS[fault].outcome === "timeout";
}
