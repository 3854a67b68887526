import { setTimeout } from "node:timers/promises";
import Anthropic, { APIConnectionError, APIError, APIUserAbortError } from "@anthropic-ai/sdk";
import { PipelineError } from "#shared/core/error.ts";
import type { Model, ModelAnswer, ModelQuestion } from "#shared/core/model.ts";

export interface AnthropicOptions {
  readonly apiKey: string;
  readonly model: string;
  readonly baseUrl?: string;
  /** Milliseconds for one call. */
  readonly timeoutMs?: number;
  /** First pause after a call that may be repeated; it doubles, and a `retry-after` header counts where it is longer. */
  readonly pauseMs?: number;
}

const ATTEMPTS = 4;

/** Claude behind the model port. The SDK's own retries are off: they would sleep through an abort. */
export function anthropicModel(options: AnthropicOptions): Model {
  const client = new Anthropic({
    apiKey: options.apiKey,
    baseURL: options.baseUrl ?? null,
    maxRetries: 0,
    timeout: options.timeoutMs ?? 120_000,
  });
  const ask = (question: ModelQuestion, signal: AbortSignal) =>
    client.messages.create(request(question, options.model), { signal });

  return {
    async ask(question, signal) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return answerOf(await ask(question, signal), question);
        } catch (error) {
          const pause = pauseAfter(error, { attempt, pauseMs: options.pauseMs ?? 1000 });
          if (pause === null) throw translated(error);
          await setTimeout(pause, undefined, { signal }).catch((cause: unknown) => {
            throw cancelled(cause);
          });
        }
      }
    },
  };
}

function request(question: ModelQuestion, model: string): Anthropic.MessageCreateParamsNonStreaming {
  const { name, schema } = question.answer;
  return {
    model,
    max_tokens: question.maxTokens,
    system: question.system,
    messages: [{ role: "user", content: question.task }],
    tools: [
      { name, description: "The one answer that counts.", input_schema: { ...schema, type: "object" } },
    ],
    tool_choice: { type: "tool", name, disable_parallel_tool_use: true },
  };
}

function answerOf(message: Anthropic.Message, question: ModelQuestion): ModelAnswer {
  if (message.stop_reason === "refusal") {
    throw new PipelineError("model/refused", "The model declined this request.", {
      next: "Word the request differently.",
    });
  }
  if (message.stop_reason === "max_tokens") {
    throw new PipelineError("model/truncated", `The answer is longer than ${question.maxTokens} tokens.`, {
      next: "Ask for less in one comment.",
    });
  }
  const answer = message.content.find(
    (block) => block.type === "tool_use" && block.name === question.answer.name,
  );
  if (answer?.type !== "tool_use") {
    throw new PipelineError("model/no-answer", "The model answered in prose.", {
      next: "Comment /code retry.",
    });
  }
  const { input_tokens: inputTokens, output_tokens: outputTokens } = message.usage;
  return { value: answer.input, model: message.model, inputTokens, outputTokens };
}

/** Rate limits, overload and lost connections are asked again; null: not worth it. */
function pauseAfter(
  error: unknown,
  { attempt, pauseMs }: { attempt: number; pauseMs: number },
): number | null {
  const isPassing =
    error instanceof APIConnectionError ||
    (error instanceof APIError && (error.status === 429 || (error.status ?? 0) >= 500));
  if (!isPassing || error instanceof APIUserAbortError || attempt >= ATTEMPTS) return null;
  const asked = error instanceof APIError ? Number(error.headers?.get("retry-after") ?? 0) * 1000 : 0;
  return Math.min(Math.max(pauseMs * 2 ** (attempt - 1), Number.isFinite(asked) ? asked : 0), 60_000);
}

function translated(error: unknown): unknown {
  if (error instanceof PipelineError) return error;
  if (error instanceof APIUserAbortError) return cancelled(error);
  if (error instanceof APIError && (error.status === 401 || error.status === 403)) {
    return new PipelineError("model/unauthorised", "The model's key was not accepted.", {
      next: "Set ANTHROPIC_API_KEY to a valid key.",
      cause: error,
    });
  }
  return new PipelineError("model/unavailable", "The model could not be reached.", {
    next: "Comment /code retry in some minutes.",
    cause: error,
  });
}

function cancelled(cause: unknown): PipelineError {
  return new PipelineError("model/cancelled", "The call was cancelled.", {
    next: "Comment again to start anew.",
    cause,
  });
}
