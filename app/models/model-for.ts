import type { Model, ModelChoice, ModelVendor } from "#shared/core/model.ts";
import { anthropicModel } from "./anthropic.ts";
import type { Patience } from "./exchange.ts";
import { googleModel } from "./google.ts";
import { googleGenAiModel } from "./google-genai.ts";
import { openAiModel } from "./openai.ts";

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
