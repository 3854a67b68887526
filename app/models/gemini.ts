import { z } from "zod";
import type { ModelQuestion } from "#shared/core/model.ts";
import { plainSchema } from "./plain-schema.ts";
import type { Reply, Trouble } from "./vendor.ts";

export const BASE_URL = "https://generativelanguage.googleapis.com";
export const API_VERSION = "v1beta";

/** What both of Google's SDKs hand to the service as they are given it. */
export function generationConfig({ answer, maxTokens }: ModelQuestion) {
  return {
    maxOutputTokens: maxTokens,
    responseMimeType: "application/json",
    responseJsonSchema: plainSchema(answer.schema),
  };
}

const Text = z.string().optional().catch(undefined);
const Count = z.number().optional();
/** What Gemini's interface answers; whatever is not of its form is as if it were not there. */
const Answer = z.object({
  candidates: z
    .array(
      z.object({
        finishReason: Text,
        content: z
          .object({ parts: z.array(z.object({ text: Text, thought: z.boolean().optional() })).optional() })
          .optional()
          .catch(undefined),
      }),
    )
    .optional()
    .catch(undefined),
  promptFeedback: z.object({ blockReason: Text }).optional().catch(undefined),
  usageMetadata: z
    .object({
      promptTokenCount: Count,
      candidatesTokenCount: Count,
      cachedContentTokenCount: Count,
      thoughtsTokenCount: Count,
    })
    .optional()
    .catch(undefined),
  modelVersion: Text,
  responseId: Text,
});

/** Reasons to end that are a refusal; every other one but the limit is an end. */
const DECLINED = new Set(["SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "LANGUAGE"]);

/** The service's answer, whichever SDK has fetched it. */
export function replyOf(fetched: unknown): Reply {
  const { candidates, promptFeedback, usageMetadata: usage, ...about } = Answer.catch({}).parse(fetched);
  const [candidate] = candidates ?? [];
  const parts = candidate?.content?.parts ?? [];
  const text = parts.map((part) => (part.thought === true ? "" : (part.text ?? ""))).join("");
  const thoughts = usage?.thoughtsTokenCount ?? 0;
  return {
    ended: endOf(candidate?.finishReason, promptFeedback?.blockReason),
    said: text === "" ? null : text,
    model: about.modelVersion ?? null,
    requestId: about.responseId ?? null,
    usage: {
      inputTokens: usage?.promptTokenCount ?? 0,
      outputTokens: (usage?.candidatesTokenCount ?? 0) + thoughts,
      cachedTokens: usage?.cachedContentTokenCount ?? 0,
      reasoningTokens: thoughts,
    },
  };
}

function endOf(finish: string | undefined, block: string | undefined): Reply["ended"] {
  if (block !== undefined || DECLINED.has(finish ?? "")) return "refused";
  return finish === "MAX_TOKENS" ? "truncated" : "answered";
}

/** Google says how long to wait in the body (`RetryInfo`), which the SDKs keep within their message. */
export function troubleFrom(status: number | null, message: string, cause: unknown): Trouble {
  const seconds = /"retryDelay"\s*:\s*"([\d.]+)s"/.exec(message)?.[1];
  const isEmpty = /billing|PerDay/i.test(message) && status === 429;
  return {
    status,
    retryAfterMs: seconds === undefined ? null : Number(seconds) * 1000,
    requestId: null,
    means: isEmpty ? "over-budget" : undefined,
    cause,
  };
}
