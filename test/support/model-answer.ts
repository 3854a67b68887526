import type { ModelAnswer, ModelUsage } from "#shared/core/model.ts";

/** What a model's hand gives for a value. */
export function modelAnswer(value: unknown, usage: Partial<ModelUsage> = {}): ModelAnswer {
  return {
    value,
    said: JSON.stringify(value),
    model: "scripted",
    requestId: "r1",
    ...{ inputTokens: 1, outputTokens: 1, cachedTokens: 0, reasoningTokens: 0, ...usage },
  };
}
