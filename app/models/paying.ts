import type { Purse } from "#shared/core/purse.ts";
import { costOf, type Price, worstCase } from "./price-of.ts";
import type { Vendor } from "./vendor.ts";

/**
 * A vendor whose every call is paid for before it is made. A call that the vendor has turned away costs nothing; one that was lost or
 * given up on may be on the bill, and the worst case stays spent.
 */
export function paying(vendor: Vendor, { purse, price }: { purse: Purse; price: Price }): Vendor {
  return {
    troubleOf: vendor.troubleOf,
    async send(question, signal) {
      const reservation = purse.reserve(worstCase(question, price));
      try {
        const reply = await vendor.send(question, signal);
        reservation.settle({ dollars: costOf(reply.usage, price), usage: reply.usage });
        return reply;
      } catch (error) {
        const isTurnedAway = !signal.aborted && vendor.troubleOf(error).status !== null;
        reservation.settle(isTurnedAway ? "nothing" : "unknown");
        throw error;
      }
    },
  };
}
