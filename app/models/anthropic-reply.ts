import { z } from "zod";
import type { Reply } from "./vendor.ts";

const Count = z.number().nullish();
/** What Claude's interface answers; whatever is not of its form is as if it were not there. */
const Message = z.object({
  model: z.string().nullish().catch(null),
  content: z
    .array(
      z
        .object({ type: z.string().optional(), name: z.string().optional(), input: z.unknown() })
        .catch({ input: null }),
    )
    .catch([]),
  stop_reason: z.string().nullish().catch(null),
  usage: z
    .object({
      input_tokens: z.number(),
      output_tokens: z.number(),
      cache_read_input_tokens: Count,
      cache_creation_input_tokens: Count,
      output_tokens_details: z.object({ thinking_tokens: Count }).nullish(),
    })
    .nullish()
    .catch(null),
});

const ENDS: Readonly<Record<string, Reply["ended"]>> = {
  refusal: "refused",
  max_tokens: "truncated",
  model_context_window_exceeded: "truncated",
};

interface Asked {
  /** Of the tool that is the answer. */
  readonly name: string;
  readonly requestId: string | null;
}

/** What was fetched as an answer of the model; where it is none, nothing was said, and nobody knows what it took. */
export function replyOf(fetched: unknown, { name, requestId }: Asked): Reply {
  const message = Message.catch(NOTHING).parse(fetched);
  const { content, usage } = message;
  const answer = content.find((block) => block.type === "tool_use" && block.name === name);
  const cachedTokens = usage?.cache_read_input_tokens ?? 0;
  const writtenTokens = usage?.cache_creation_input_tokens ?? 0;
  return {
    ended: ENDS[message.stop_reason ?? ""] ?? "answered",
    said: answer?.input ?? null,
    model: message.model ?? null,
    requestId,
    writtenTokens,
    usage: {
      inputTokens: (usage?.input_tokens ?? 0) + cachedTokens + writtenTokens,
      outputTokens: usage?.output_tokens ?? 0,
      cachedTokens,
      reasoningTokens: usage?.output_tokens_details?.thinking_tokens ?? 0,
    },
  };
}

const NOTHING = { content: [] };
