import { GoogleGenerativeAI, GoogleGenerativeAIFetchError } from "@google/generative-ai";
import type { Model, ModelChoice } from "#shared/core/model.ts";
import { modelBehind, type Patience } from "./exchange.ts";
import { API_VERSION, BASE_URL, generationConfig, replyOf, troubleFrom } from "./gemini.ts";

/** Gemini behind the model port, by the SDK that Google has given up; `google-genai` is the same by its successor, which can be told to follow nobody elsewhere. */
export function googleModel({ key, model, baseUrl }: ModelChoice, patience: Patience): Model {
  const client = new GoogleGenerativeAI(key);
  const at = { baseUrl: baseUrl ?? BASE_URL, apiVersion: API_VERSION };
  return modelBehind(
    {
      async send(question, signal) {
        const asked = client.getGenerativeModel({ model, systemInstruction: question.system }, at);
        const { response } = await asked.generateContent(
          {
            contents: [{ role: "user", parts: [{ text: question.task }] }],
            generationConfig: generationConfig(question),
          },
          { signal },
        );
        return replyOf(response);
      },
      troubleOf: (error) =>
        error instanceof GoogleGenerativeAIFetchError
          ? troubleFrom(error.status ?? null, error.message, error)
          : troubleFrom(null, "", error),
    },
    patience,
  );
}
