import Anthropic, { APIError } from "@anthropic-ai/sdk";
import type { Model, ModelChoice, ModelQuestion } from "#shared/core/model.ts";
import { replyOf } from "./anthropic-reply.ts";
import { modelBehind, type Patience } from "./exchange.ts";
import { withOwnHeaders } from "./own-fetch.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { Trouble } from "./vendor.ts";

const BASE_URL = "https://api.anthropic.com";
const VERSION = "2026-10-21";

/** Claude behind the model port: one forced tool is the answer; rules and tool, the same every time, are cached. */
export function anthropicModel({ key, model, baseUrl }: ModelChoice, patience: Patience): Model {
  const client = new Anthropic({
    apiKey: key,
    baseURL: baseUrl ?? BASE_URL,
    maxRetries: 0,
    timeout: patience.timeoutMs ?? 120_000,
    logLevel: "off",
    fetch: withOwnHeaders({ authorization: `Bearer ${key}`, "anthropic-version": VERSION }),
  });
  return modelBehind(
    {
      async send(question, signal) {
        const { data, request_id } = await client.messages
          .create(request(question, model), { signal })
          .withResponse();
        return replyOf(data, { name: question.answer.name, requestId: request_id ?? null });
      },
      troubleOf,
    },
    patience,
  );
}

function request({ system, task, answer, maxTokens }: ModelQuestion, model: string) {
  const { name, schema } = answer;
  return {
    model,
    max_tokens: maxTokens,
    system: [{ type: "text", text: system, cache_control: { type: "ephemeral" } }],
    messages: [{ role: "user", content: task }],
    tools: [
      { name, description: "The one answer that counts.", input_schema: { ...schema, type: "object" } },
    ],
    tool_choice: { type: "tool", name, disable_parallel_tool_use: true },
  } satisfies Anthropic.MessageCreateParamsNonStreaming;
}

function troubleOf(cause: unknown): Trouble {
  if (!(cause instanceof APIError)) return { status: null, retryAfterMs: null, requestId: null, cause };
  const isEmpty = cause.status === 402 || /credit balance|billing_error/i.test(cause.message);
  return {
    status: cause.status ?? null,
    retryAfterMs: retryAfterMs(cause.headers),
    requestId: cause.requestID ?? null,
    means: isEmpty ? "over-budget" : undefined,
    cause,
  };
}
