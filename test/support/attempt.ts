import type { Attempt } from "#shared/core/review.ts";

/** What became of a model that answered. */
export const ATTEMPT: Attempt = {
  ...{ vendor: "openai", model: "gpt-5", outcome: "answered", inputTokens: 1200, outputTokens: 80 },
  ...{ cachedTokens: 0, reasoningTokens: 0, dollars: 0.0042, milliseconds: 1840 },
  ...{ answeredAs: "gpt-5-2026", requestId: "r1", answer: null },
};
