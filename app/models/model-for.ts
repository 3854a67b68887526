import type { Model, ModelChoice, ModelVendor, Vendors } from "#shared/core/model.ts";
import type { OpenModel } from "#shared/core/open-model.ts";
import { anthropicModel } from "./anthropic.ts";
import type { Patience } from "./exchange.ts";
import { googleModel } from "./google.ts";
import { googleGenAiModel } from "./google-genai.ts";
import { openAiModel } from "./openai.ts";
import { priceOf } from "./price-of.ts";

const HANDS: Readonly<Record<ModelVendor, (choice: ModelChoice, patience: Patience) => Model>> = {
  anthropic: anthropicModel,
  openai: openAiModel,
  compatible: openAiModel,
  google: googleModel,
  "google-genai": googleGenAiModel,
};

/** The model that was chosen, by its vendor's own SDK. */
export function modelFor(choice: ModelChoice, patience: Patience = {}): Model {
  return HANDS[choice.vendor](choice, patience);
}

/** Opens any model of the vendors that the server knows, paid for call by call. */
export function openingBy(vendors: Vendors): OpenModel {
  return (name, { purse, timeoutMs }) => {
    const vendor = vendors[name.vendor];
    if (vendor === undefined) return null;
    return modelFor({ ...name, ...vendor }, { timeoutMs, payment: { purse, price: priceOf(name) } });
  };
}
