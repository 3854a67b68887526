import { ApiError, GoogleGenAI } from "@google/genai";
import type { Model, ModelChoice } from "#shared/core/model.ts";
import { modelBehind, type Patience } from "./exchange.ts";
import { API_VERSION, BASE_URL, generationConfig, replyOf, troubleFrom } from "./gemini.ts";
import { staying } from "./own-fetch.ts";

/** Gemini behind the model port, by the SDK that Google keeps up. */
export function googleGenAiModel({ key, model, baseUrl }: ModelChoice, patience: Patience): Model {
  const client = new GoogleGenAI({
    apiKey: key,
    vertexai: false,
    httpOptions: {
      baseUrl: baseUrl ?? BASE_URL,
      apiVersion: API_VERSION,
      timeout: patience.timeoutMs ?? 120_000,
      fetch: staying,
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
        return replyOf(answer, model);
      },
      troubleOf: (error) =>
        error instanceof ApiError
          ? troubleFrom(error.status, error.message, error)
          : troubleFrom(null, "", error),
    },
    patience,
  );
}
