import type { Purse, Settlement } from "#shared/core/purse.ts";
import { costOf, type Price, worstCase } from "./price-of.ts";
import type { Reply, Vendor } from "./vendor.ts";

/**
 * A vendor whose every call is paid for before it is made, and afterwards by what its answer says, even if that is more. A call that the
 * vendor has turned away costs nothing; one that was lost or given up on, that broke at the vendor's, or whose tokens nobody can believe,
 * may be on the bill, and the worst case stays spent.
 */
export function paying(vendor: Vendor, { purse, price }: { purse: Purse; price: Price }): Vendor {
  return {
    troubleOf: vendor.troubleOf,
    async send(question, signal) {
      const reservation = purse.reserve(worstCase(question, price));
      try {
        const reply = await vendor.send(question, signal);
        reservation.settle(settlementOf(reply, price));
        return reply;
      } catch (error) {
        const isFree = !signal.aborted && isTurnedAway(vendor.troubleOf(error).status);
        reservation.settle(isFree ? "nothing" : "unknown");
        throw error;
      }
    },
  };
}

/** Nobody has worked on it: what was asked wrongly or too often, or of somebody who was overloaded. */
function isTurnedAway(status: number | null): boolean {
  if (status === null || status === 408) return false;
  return status < 500 || status === 503 || status === 529;
}

/** Whole tokens, none of them fewer than none, and some at all. */
function settlementOf({ usage, writtenTokens = 0, model, requestId }: Reply, price: Price): Settlement {
  const isCount = [...Object.values(usage), writtenTokens].every(
    (tokens) => Number.isSafeInteger(tokens) && tokens >= 0,
  );
  const isSomething = usage.inputTokens + usage.outputTokens > 0;
  if (!isCount || !isSomething) return "unknown";
  return { dollars: costOf(usage, price, writtenTokens), usage, answeredAs: model, requestId };
}
