import { z } from "zod";
import type { Reply } from "./vendor.ts";

const Count = z.number().nullish();
const Text = z.string().nullish().catch(null);
/** What OpenAI's interface answers; whatever is not of its form is as if it were not there. */
const Completion = z.object({
  model: Text,
  choices: z
    .array(
      z.object({
        finish_reason: Text,
        message: z.object({ content: Text, refusal: Text }).nullish().catch(null),
      }),
    )
    .catch([]),
  usage: z
    .object({
      prompt_tokens: z.number(),
      completion_tokens: z.number(),
      prompt_tokens_details: z.object({ cached_tokens: Count }).nullish(),
      completion_tokens_details: z.object({ reasoning_tokens: Count }).nullish(),
    })
    .nullish()
    .catch(null),
});

const ENDS: Readonly<Record<string, Reply["ended"]>> = { length: "truncated", content_filter: "refused" };

/** What was fetched as an answer of the model; where it is none, nothing was said, and nobody knows what it took. */
export function replyOf(fetched: unknown, requestId: string | null): Reply {
  const { model, choices, usage } = Completion.catch(NOTHING).parse(fetched);
  const [choice] = choices;
  const isRefused = (choice?.message?.refusal ?? "") !== "";
  return {
    ended: isRefused ? "refused" : (ENDS[choice?.finish_reason ?? ""] ?? "answered"),
    said: choice?.message?.content ?? null,
    model: model ?? null,
    requestId,
    usage: {
      inputTokens: usage?.prompt_tokens ?? 0,
      outputTokens: usage?.completion_tokens ?? 0,
      cachedTokens: usage?.prompt_tokens_details?.cached_tokens ?? 0,
      reasoningTokens: usage?.completion_tokens_details?.reasoning_tokens ?? 0,
    },
  };
}

const NOTHING = { choices: [] };
