import OpenAI, { APIError } from "openai";
import type { Model, ModelChoice, ModelQuestion } from "#shared/core/model.ts";
import { modelBehind, type Patience } from "./exchange.ts";
import { replyOf } from "./openai-reply.ts";
import { withOwnHeaders } from "./own-fetch.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { Trouble } from "./vendor.ts";

const BASE_URL = "https://api.openai.com/v1";

/**
 * OpenAI and every server with its interface (vLLM, Ollama) behind the model port: JSON-schema output, never a forced tool. The schema
 * is not "strict": a change has maps with any key and values within values, which that form cannot say.
 */
export function openAiModel({ vendor, key, model, baseUrl }: ModelChoice, patience: Patience): Model {
  // The SDK wants some key, and a local server none.
  const apiKey = key === "" ? "none" : key;
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl ?? BASE_URL,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: patience.timeoutMs ?? 120_000,
    logLevel: "off",
    fetch: withOwnHeaders({ authorization: `Bearer ${apiKey}` }),
  });
  const isOwn = vendor === "openai";
  return modelBehind(
    {
      async send(question, signal) {
        const { data, request_id } = await client.chat.completions
          .create({ ...request(question, model), ...limits(question, isOwn) }, { signal })
          .withResponse();
        return replyOf(data, request_id);
      },
      troubleOf,
    },
    patience,
  );
}

function request({ system, task, answer: { name, schema } }: ModelQuestion, model: string) {
  return {
    model,
    messages: [
      { role: "system", content: system },
      { role: "user", content: task },
    ],
    response_format: { type: "json_schema", json_schema: { name, schema, strict: false } },
  } satisfies OpenAI.ChatCompletionCreateParamsNonStreaming;
}

/** OpenAI counts thoughts too, and caches by key; other servers know the older name alone. */
function limits({ maxTokens, answer }: ModelQuestion, isOwn: boolean) {
  return isOwn
    ? { max_completion_tokens: maxTokens, prompt_cache_key: `code-${answer.name}` }
    : { max_tokens: maxTokens };
}

const MEANS: Readonly<Record<string, Trouble["means"]>> = {
  insufficient_quota: "over-budget",
  billing_hard_limit_reached: "over-budget",
  content_filter: "refused",
  content_policy_violation: "refused",
};

function troubleOf(cause: unknown): Trouble {
  if (!(cause instanceof APIError)) return { status: null, retryAfterMs: null, requestId: null, cause };
  return {
    status: cause.status ?? null,
    retryAfterMs: retryAfterMs(cause.headers),
    requestId: cause.requestID ?? null,
    means: MEANS[cause.code ?? ""],
    cause,
  };
}
