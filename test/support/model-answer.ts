import type { ModelAnswer, ModelUsage } from "#shared/core/model.ts";

/** What a model's hand gives for a value, which a test may say to be what was asked for. */
export function modelAnswer<Value>(value: unknown, usage: Partial<ModelUsage> = {}): ModelAnswer<Value> {
  return {
    value: value as Value,
    said: JSON.stringify(value),
    model: "scripted",
    requestId: "r1",
    ...{ inputTokens: 1, outputTokens: 1, cachedTokens: 0, reasoningTokens: 0, ...usage },
  };
}
