import { ApiError, GoogleGenAI } from "@google/genai";
import type { Model, ModelChoice } from "#shared/core/model.ts";
import { modelBehind, type Patience } from "./exchange.ts";
import { API_VERSION, BASE_URL, generationConfig, replyOf, troubleFrom } from "./gemini.ts";
import { staying } from "./own-fetch.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { Trouble } from "./vendor.ts";

/** Gemini behind the model port, by the SDK that Google keeps up. */
export function googleGenAiModel({ key, model, baseUrl }: ModelChoice, patience: Patience): Model {
  // The SDK's errors carry no headers; one model answers one question after the other.
  let waitMs: number | null = null;
  const listening: typeof fetch = async (url, init) => {
    const response = await staying(url, init);
    waitMs = retryAfterMs(response.headers);
    return response;
  };
  const client = new GoogleGenAI({
    apiKey: key,
    vertexai: false,
    httpOptions: {
      baseUrl: baseUrl ?? BASE_URL,
      apiVersion: API_VERSION,
      timeout: patience.timeoutMs ?? 120_000,
      fetch: listening,
    },
  });
  return modelBehind(
    {
      async send(question, signal) {
        const answer = await client.models.generateContent({
          model,
          contents: [{ role: "user", parts: [{ text: question.task }] }],
          config: {
            ...generationConfig(question),
            systemInstruction: question.system,
            abortSignal: signal,
          },
        });
        return replyOf(answer);
      },
      troubleOf: (error) =>
        error instanceof ApiError
          ? patient(troubleFrom(error.status, error.message, error), waitMs)
          : troubleFrom(null, "", error),
    },
    patience,
  );
}

/** As long as body or header ask, whichever asks for more. */
function patient(trouble: Trouble, waitMs: number | null): Trouble {
  const asked = [trouble.retryAfterMs, waitMs].filter((one) => one !== null);
  return { ...trouble, retryAfterMs: asked.length === 0 ? null : Math.max(...asked) };
}
