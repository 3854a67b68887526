import type { ModelUsage } from "./model.ts";

/** What one call has cost, in US dollars, and for what. */
interface Payment {
  readonly dollars: number;
  readonly usage: ModelUsage;
}

/** `nothing`: the vendor turned the call away. `unknown`: no answer came, and it may be on the bill: the worst case stays spent. */
export type Settlement = Payment | "nothing" | "unknown";

/** Money put aside for one call. What is never settled stays spent. */
interface Reservation {
  settle(paid: Settlement): void;
}

/** Who pays for models, within hard caps that no order of calls exceeds. */
export interface Purse {
  /** Puts aside what one call costs at worst, in US dollars; throws `model/over-budget` where a cap leaves less. */
  reserve(worstCase: number): Reservation;
}
