import { z } from "zod";
import { ModelName, type ModelUsage } from "./model.ts";
import { Duty } from "./review.ts";

/** What one call has cost, in US dollars, for what, and how the vendor names what has answered and its answer. */
interface Payment {
  readonly dollars: number;
  readonly usage: ModelUsage;
  readonly answeredAs?: string | null;
  readonly requestId?: string | null;
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

/** For whom a call is made: the author, or the seat of a duty, and the model that is asked. */
export const Payer = ModelName.extend({ seat: z.enum(["author", ...Duty.options]) });
export type Payer = z.infer<typeof Payer>;

/** What one model in one seat has cost a request so far: the calls that were paid for, their tokens, and US dollars; and how the vendor names what has answered and its answers. */
export const BillLine = Payer.extend({
  calls: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  cachedTokens: z.int(),
  reasoningTokens: z.int(),
  dollars: z.number(),
  answeredAs: z.array(z.string()),
  requestIds: z.array(z.string()),
});
export type BillLine = z.infer<typeof BillLine>;

/** The money of one request. */
export interface Wallet {
  purseOf(payer: Payer): Purse;
  /** The dearest first; a line for each model in each seat that was asked. */
  bill(): readonly BillLine[];
}
