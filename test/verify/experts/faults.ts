import type { Outcome } from "#shared/core/review.ts";

/** Each way in which a vendor can fail, with what has to come of it: how the attempt ends, and how many calls that is worth. */
export const FAULTS = {
  timeout: { outcome: "timeout", calls: 1 },
  "429 for an hour": { outcome: "rate-limited", calls: 1 },
  "529": { outcome: "unavailable", calls: 2 },
  refusal: { outcome: "refused", calls: 1 },
  malformed: { outcome: "malformed", calls: 2 },
  truncated: { outcome: "truncated", calls: 1 },
  "slow drip": { outcome: "timeout", calls: 1 },
  "connection reset": { outcome: "unavailable", calls: 2 },
} as const satisfies Record<string, { outcome: Outcome; calls: number }>;

export type Fault = keyof typeof FAULTS;
