import type { ModelChoice, ModelVendor } from "#shared/core/model.ts";

export const KEY = "key-of-the-test";
export const MODEL = "model-of-the-test";

/** What a service answers in its vendor's published form, and what it is sent. */
export interface Wire {
  /** Where the vendor is reached, and the path of the one call. */
  readonly host: string;
  readonly path: string;
  readonly header: readonly [name: string, value: string];
  answer(value: unknown): object;
  readonly prose: object;
  readonly refused: object;
  readonly truncated: object;
  failed(status: number): object;
  readonly overBudget: readonly [status: number, body: object];
  /** The base URL that the SDK wants for a server at this origin. */
  baseUrl(origin: string): string;
}

const PROSE = "Sure! Here it is.";

function claude(content: object[], stop: string): object {
  return {
    ...{ id: "msg_1", type: "message", role: "assistant", model: MODEL, content },
    ...{ stop_reason: stop, stop_sequence: null },
    usage: {
      ...{
        input_tokens: 100,
        cache_read_input_tokens: 20,
        cache_creation_input_tokens: 3,
        output_tokens: 40,
      },
      output_tokens_details: { thinking_tokens: 10 },
    },
  };
}

const anthropic: Wire = {
  host: "https://api.anthropic.com",
  path: "/v1/messages",
  header: ["authorization", `Bearer ${KEY}`],
  answer: (input) => claude([{ type: "tool_use", id: "t1", name: "typed_change", input }], "tool_use"),
  prose: claude([{ type: "text", text: PROSE }], "end_turn"),
  refused: claude([], "refusal"),
  truncated: claude([{ type: "text", text: "{" }], "max_tokens"),
  failed: (status) => ({
    type: "error",
    error: { type: status === 429 ? "rate_limit_error" : "overloaded_error", message: "later" },
  }),
  overBudget: [
    400,
    {
      type: "error",
      error: { type: "invalid_request_error", message: "Your credit balance is too low to access the API." },
    },
  ],
  baseUrl: (origin) => origin,
};

function completion(message: object, finish: string): object {
  return {
    ...{ id: "chatcmpl-1", object: "chat.completion", created: 1, model: MODEL },
    choices: [
      { index: 0, message: { role: "assistant", ...message }, finish_reason: finish, logprobs: null },
    ],
    usage: {
      ...{ prompt_tokens: 123, completion_tokens: 40, total_tokens: 163 },
      prompt_tokens_details: { cached_tokens: 20 },
      completion_tokens_details: { reasoning_tokens: 10 },
    },
  };
}

const openai: Wire = {
  host: "https://api.openai.com",
  path: "/v1/chat/completions",
  header: ["authorization", `Bearer ${KEY}`],
  answer: (value) => completion({ content: JSON.stringify(value), refusal: null }, "stop"),
  prose: completion({ content: PROSE, refusal: null }, "stop"),
  refused: completion({ content: null, refusal: "I cannot help with that." }, "stop"),
  truncated: completion({ content: "{", refusal: null }, "length"),
  failed: (status) => ({ error: { message: "later", type: "server_error", param: null, code: `${status}` } }),
  overBudget: [
    429,
    { error: { message: "quota", type: "insufficient_quota", param: null, code: "insufficient_quota" } },
  ],
  baseUrl: (origin) => `${origin}/v1`,
};

function gemini(text: string, finishReason: string): object {
  return {
    candidates: [{ content: { role: "model", parts: [{ text }] }, finishReason, index: 0 }],
    usageMetadata: {
      ...{ promptTokenCount: 123, candidatesTokenCount: 30, thoughtsTokenCount: 10 },
      ...{ cachedContentTokenCount: 20, totalTokenCount: 163 },
    },
    ...{ modelVersion: MODEL, responseId: "r-1" },
  };
}

const google: Wire = {
  host: "https://generativelanguage.googleapis.com",
  path: `/v1beta/models/${MODEL}:generateContent`,
  header: ["x-goog-api-key", KEY],
  answer: (value) => gemini(JSON.stringify(value), "STOP"),
  prose: gemini(PROSE, "STOP"),
  refused: { promptFeedback: { blockReason: "SAFETY" }, usageMetadata: { promptTokenCount: 12 } },
  truncated: gemini("{", "MAX_TOKENS"),
  failed: (status) => ({ error: { code: status, message: "later", status: "UNAVAILABLE" } }),
  overBudget: [
    429,
    { error: { code: 429, message: "Check your plan and billing details.", status: "RESOURCE_EXHAUSTED" } },
  ],
  baseUrl: (origin) => origin,
};

export const WIRES: Readonly<Record<ModelVendor, Wire>> = {
  ...{ anthropic, openai, google, "google-genai": google },
  compatible: { ...openai, host: "http://models.internal:8000" },
};

export function choiceOf(vendor: ModelVendor, baseUrl?: string): ModelChoice {
  const own = vendor === "compatible" ? `${WIRES.compatible.host}/v1` : undefined;
  return { vendor, model: MODEL, key: KEY, baseUrl: baseUrl ?? own };
}

/** The body of a 429, and where the vendor says how long to wait: Google in the body, the others in a header. */
export function limited(vendor: ModelVendor, seconds: number): readonly [body: object, headers: object] {
  const body = WIRES[vendor].failed(429);
  if (!vendor.startsWith("google")) return [body, { "retry-after": `${seconds}` }];
  const details = [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: `${seconds}s` }];
  return [{ error: { code: 429, message: "later", status: "RESOURCE_EXHAUSTED", details } }, {}];
}
