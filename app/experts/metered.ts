import type { ModelUsage } from "#shared/core/model.ts";
import type { Purse } from "#shared/core/purse.ts";

type Spent = ModelUsage & { readonly dollars: number };

/** The same purse, and what was taken out of it by this way: what is not settled counts in full. */
export function metered(purse: Purse): { readonly purse: Purse; spent(): Spent } {
  let spent: Spent = { inputTokens: 0, outputTokens: 0, cachedTokens: 0, reasoningTokens: 0, dollars: 0 };
  const add = (dollars: number, usage?: ModelUsage) => {
    spent = {
      inputTokens: spent.inputTokens + (usage?.inputTokens ?? 0),
      outputTokens: spent.outputTokens + (usage?.outputTokens ?? 0),
      cachedTokens: spent.cachedTokens + (usage?.cachedTokens ?? 0),
      reasoningTokens: spent.reasoningTokens + (usage?.reasoningTokens ?? 0),
      dollars: spent.dollars + dollars,
    };
  };
  const counted: Purse = {
    reserve(worstCase) {
      const reservation = purse.reserve(worstCase);
      add(worstCase);
      return {
        settle(paid) {
          reservation.settle(paid);
          if (paid === "nothing") add(-worstCase);
          else if (paid !== "unknown") add(paid.dollars - worstCase, paid.usage);
        },
      };
    },
  };
  return { purse: counted, spent: () => ({ ...spent, dollars: Math.max(0, spent.dollars) }) };
}
